import LineEditor

/// Completion as a language would have it.
enum Words {
  private static let all =
    ["remove", "remember", "rename", "swap", "add", "frame", "「犬」"] + (1...200).map { "edit-\($0)" }

  static func completions(_ line: String, _ cursor: Int) -> LineReader.Completions {
    if line == "overflow" { _ = depth(from: 0) }
    let before = Array(line.utf8.prefix(cursor))
    let start = (before.lastIndex(of: UInt8(ascii: " ")) ?? -1) + 1
    let part = String(decoding: before[start...], as: UTF8.self)
    return LineReader.Completions(
      replacing: start..<cursor,
      candidates: all.filter { $0.hasPrefix(part) }.map { .init(insert: $0, shown: $0) })
  }

  /// Goes deeper than any stack.
  private static func depth(from depth: Int) -> Int {
    depth < 0 ? 0 : 1 + self.depth(from: depth + 1)
  }
}
