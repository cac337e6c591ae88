/// The text of a block against what came: line by line, where `…` stands for anything, and a line of
/// `…` alone for any number of lines.
struct ExpectedText: Sendable {
  private let lines: [String]

  init(_ lines: [String]) {
    self.lines = Self.trimmed(lines)
  }

  func matches(_ actual: [String]) -> Bool {
    Self.glob(lines, Self.trimmed(actual), isStar: { $0 == "…" }, fits: Self.fits)
  }

  private static func fits(_ pattern: String, _ line: String) -> Bool {
    glob(
      Array(pattern.unicodeScalars), Array(line.unicodeScalars), isStar: { $0 == "…" }, fits: ==)
  }

  /// Without the empty lines at the end, which nobody sees.
  static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Whether a pattern with stars fits the whole, going back no further than to the last star.
  private static func glob<Element>(
    _ pattern: [Element], _ whole: [Element], isStar: (Element) -> Bool,
    fits: (Element, Element) -> Bool
  ) -> Bool {
    var (next, position) = (0, 0)
    var star: (pattern: Int, position: Int)?
    while position < whole.count {
      if next < pattern.count, isStar(pattern[next]) {
        star = (next, position)
        next += 1
      } else if next < pattern.count, fits(pattern[next], whole[position]) {
        next += 1
        position += 1
      } else if let last = star {
        star = (last.pattern, last.position + 1)
        next = last.pattern + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy(isStar)
  }
}

extension String {
  /// Its lines, without the empty one behind the last line end.
  var textLines: [String] {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
