/// What changes, line by line, between two layouts of the same text.
///
/// Both hold the same characters but for white space, so that the places where their lines fall
/// together again are found by counting: the work is linear, however much has changed.
package struct LayoutDiff: Sendable {
  /// Lines around a change that are shown with it.
  private static let context = 3

  package struct Line: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case kept
      case removed
      case added
    }

    package let kind: Kind
    /// Where it stands, with its line end if it has one: in the new text what is added, else in the
    /// old one.
    package let bytes: Range<Int>
  }

  /// Changes near each other, with the lines around them; line numbers count from 0.
  package struct Hunk: Hashable, Sendable {
    package let oldLines: Range<Int>
    package let newLines: Range<Int>
    package let lines: [Line]
  }

  package let hunks: [Hunk]

  package init(old: [UInt8], new: [UInt8]) {
    let old = InkedLines(old)
    let new = InkedLines(new)
    let changes = LayoutDiff.changes(old, new)
    var hunks: [Hunk] = []
    var start = 0
    for index in changes.indices {
      let next = index + 1
      if next < changes.count,
        changes[next].old.lowerBound - changes[index].old.upperBound <= 2 * LayoutDiff.context
      {
        continue
      }
      hunks.append(LayoutDiff.hunk(changes[start...index], old, new))
      start = next
    }
    self.hunks = hunks
  }

  /// Lines of the old text and what stands in their place.
  private typealias Change = (old: Range<Int>, new: Range<Int>)

  private static func changes(_ old: InkedLines, _ new: InkedLines) -> [Change] {
    var changes: [Change] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, right < new.count, old[left] == new[right] {
        left += 1
        right += 1
        continue
      }
      let (leftStart, rightStart) = (left, right)
      advance(&left, old, &right, new)
      if let last = changes.last, last.old.upperBound == leftStart,
        last.new.upperBound == rightStart
      {
        changes[changes.count - 1] = (last.old.lowerBound..<left, last.new.lowerBound..<right)
      } else {
        changes.append((leftStart..<left, rightStart..<right))
      }
    }
    return changes
  }

  /// Passes over the fewest lines, at least one, behind which both texts have shown the same.
  private static func advance(
    _ left: inout Int, _ old: InkedLines, _ right: inout Int, _ new: InkedLines
  ) {
    let hasLeft = left < old.count
    let hasRight = right < new.count
    let isLeftBlank = hasLeft && old.ink(left) == 0
    let isRightBlank = hasRight && new.ink(right) == 0
    if isLeftBlank != isRightBlank || !hasLeft || !hasRight {
      if isLeftBlank || !hasRight { left += 1 } else { right += 1 }
      return
    }
    var (leftInk, rightInk) = (old.ink(left), new.ink(right))
    left += 1
    right += 1
    while leftInk != rightInk {
      if leftInk < rightInk, left < old.count {
        leftInk += old.ink(left)
        left += 1
      } else if leftInk > rightInk, right < new.count {
        rightInk += new.ink(right)
        right += 1
      } else {
        return
      }
    }
  }

  private static func hunk(
    _ changes: ArraySlice<Change>, _ old: InkedLines, _ new: InkedLines
  ) -> Hunk {
    guard let first = changes.first, let last = changes.last else {
      preconditionFailure("a hunk is made of changes")
    }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    var lines: [Line] = []
    var position = first.old.lowerBound - before
    for change in changes {
      lines += (position..<change.old.lowerBound).map { Line(kind: .kept, bytes: old.range($0)) }
      lines += change.old.map { Line(kind: .removed, bytes: old.range($0)) }
      lines += change.new.map { Line(kind: .added, bytes: new.range($0)) }
      position = change.old.upperBound
    }
    lines += (position..<position + after).map { Line(kind: .kept, bytes: old.range($0)) }
    return Hunk(
      oldLines: first.old.lowerBound - before..<last.old.upperBound + after,
      newLines: first.new.lowerBound - before..<last.new.upperBound + after, lines: lines)
  }
}

/// The lines of a text, and how many bytes of each are no white space.
private struct InkedLines {
  private let bytes: [UInt8]
  private var ends: [Int] = []
  private var inks: [Int] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var ink = 0
    // A byte-order mark is dropped without a trace.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.starts(with: mark) ? mark.count : 0
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"):
        ends.append(index + 1)
        inks.append(ink)
        ink = 0
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: ink += 1
      }
    }
    if (ends.last ?? 0) < bytes.count {
      ends.append(bytes.count)
      inks.append(ink)
    }
  }

  var count: Int { ends.count }

  func ink(_ line: Int) -> Int { inks[line] }

  func range(_ line: Int) -> Range<Int> { (line == 0 ? 0 : ends[line - 1])..<ends[line] }

  subscript(line: Int) -> ArraySlice<UInt8> { bytes[range(line)] }
}
