package import KlingMasks

/// Where a picture and the labels of its axes go in a terminal.
///
/// A character counts as twice as high as wide. Above the picture stands one line of labels, on
/// its left a margin of them.
package struct PictureLayout: Hashable, Sendable {
  /// Characters that the picture itself takes.
  package let columns: Int
  package let lines: Int

  /// The smallest that anything can be made out of.
  private static let minimum = (columns: 8, lines: 3)
  static let leftMargin = 3
  /// For the last label of the upper axis.
  static let rightMargin = 1

  /// The largest picture of that size's proportions; `nil` where there is too little room for
  /// anything.
  ///
  /// - Parameters:
  ///   - picture: of which the proportions are kept, to the nearest character.
  ///   - columns: what the terminal has.
  ///   - lines: what the picture may take with its labels.
  package init?(of picture: BitmapSize, columns: Int, lines: Int) {
    let room = BitmapSize(
      width: max(0, min(400, columns)) - Self.leftMargin - Self.rightMargin,
      height: (max(0, min(200, lines)) - 1) * 2)
    guard let room, room.width >= Self.minimum.columns, room.height >= Self.minimum.lines * 2
    else { return nil }
    let fitted = picture.fitted(into: room, enlarging: true)
    self.columns = max(fitted.width, 1)
    self.lines = max((fitted.height + 1) / 2, 1)
  }

  /// How many pixels half blocks give the picture.
  package var blockSize: BitmapSize {
    guard let size = BitmapSize(width: columns, height: lines * 2) else {
      preconditionFailure("a terminal's picture is far smaller than the largest")
    }
    return size
  }

  /// The line above the picture: `0`, `.1` … `1`, each beginning in the column in which its
  /// fraction lies.
  var upperLabels: String {
    var line = String(repeating: " ", count: Self.leftMargin)
    let step = columns >= 30 ? 1 : columns >= 15 ? 2 : 5
    for tenth in stride(from: 0, through: 10, by: step) {
      let place = Self.leftMargin + tenth * columns / 10
      guard line.count < place || tenth == 0 else { continue }
      line += String(repeating: " ", count: place - line.count) + Self.label(tenth)
    }
    return line
  }

  /// What stands to the left of a line of the picture, as wide as the margin.
  func leftLabel(_ line: Int) -> String {
    let step = lines >= 20 ? 1 : lines >= 8 ? 2 : 5
    let tenth = stride(from: 0, to: 10, by: step).first { $0 * lines / 10 == line }
    let label = tenth.map { Self.label($0) } ?? ""
    return label + String(repeating: " ", count: Self.leftMargin - label.count)
  }

  private static func label(_ tenth: Int) -> String {
    tenth == 0 ? "0" : tenth == 10 ? "1" : ".\(tenth)"
  }
}
