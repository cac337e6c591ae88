import Glibc

extension CrashScene {
  /// Where the gate has no time for all points: `.ci/extra/checks` says `all`.
  static let takesAll = getenv("KEDIT_CRASH_POINTS").map { String(cString: $0) } == "all"

  /// Does something for each of the items, for three at a time.
  ///
  /// - Returns: the items that it was done for, as they came to their end.
  static func inParallel<Item: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Void
  ) async throws -> [Item] {
    try await withThrowingTaskGroup(of: Item.self) { group in
      var rest = items[...]
      var done: [Item] = []
      func startNext() {
        guard let item = rest.popFirst() else { return }
        group.addTask {
          try await work(item)
          return item
        }
      }
      for _ in 0..<3 { startNext() }
      while let item = try await group.next() {
        done.append(item)
        startNext()
      }
      return done
    }
  }
}
