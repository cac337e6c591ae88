import KEditCLI
import OrderedJSON
import Synchronization
import TestSupport
import Testing

extension RunScene {
  /// An edit with a result of its own beside that of `one`.
  static let another = one.replacing("the chick", with: "the hat").replacing("clean", with: "bare")

  /// Lets so many tasks succeed, and all others fail.
  static func failing(_ message: String, after count: Int) -> @Sendable (String) -> String? {
    let left = Counter(count)
    return { _ in left.next() ? nil : message }
  }

  /// Any command in the folder, with the service and the key in the environment.
  func ask(_ arguments: String..., environment extra: [String: String] = [:]) async -> CapturedRun {
    await kedit(
      arguments, in: folder.path, environment: Environment(environment.merging(extra) { $1 }))
  }

  /// The answer of a command as JSON.
  func json(_ arguments: String...) async throws -> JSON {
    let run = await kedit(
      arguments + ["--format", "json"], in: folder.path, environment: Environment(environment))
    #expect(run.code == .done, "\(run.error)")
    return try JSON.parse(Array(run.output.utf8))
  }
}

/// Counts down.
private final class Counter: Sendable {
  private let left: Mutex<Int>

  init(_ count: Int) {
    left = Mutex(count)
  }

  /// Whether the count was not at its end yet.
  func next() -> Bool {
    left.withLock { left in
      left -= 1
      return left >= 0
    }
  }
}
