import KEditSyntax
import PlainText

/// A line of a file as it is shown, with the marks under it: tabs are spaces, what could harm is
/// replaced, and a long line is cut around its first mark.
struct LineView: Sendable {
  /// A mark in columns of the terminal, from 0.
  private struct Mark {
    let start: Int
    let end: Int
    let isPrimary: Bool
    let message: String
  }

  let text: String
  private let marks: [Mark]

  /// The text as a terminal is to show it. Terminals turn letters that are written from right to left
  /// around; where there are such, the order of the bytes is kept, for the marks are in that order.
  var textInOrder: String {
    text.unicodeScalars.contains(where: Self.runsLeftward) ? "\u{202D}\(text)\u{202C}" : text
  }

  /// Whether a letter is of a script that is written from right to left: Hebrew, Arabic and their kin.
  private static func runsLeftward(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }

  /// The views that show all marks of a line: one, or several where the line is so long that the
  /// marks do not fit into `width` columns together.
  static func all(of line: Excerpt.Line, width: Int) -> [LineView] {
    var rest = line.marks.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    var views: [LineView] = []
    while let anchor = rest.first {
      let window = LineWindow(line.bytes, around: anchor.span, width: width)
      let visible = rest.filter { $0 == anchor || window.shows($0.span) }
      rest.removeAll { visible.contains($0) }
      views.append(
        LineView(
          text: window.text,
          marks: visible.map { mark in
            let columns = window.columns(of: mark.span)
            return Mark(
              start: columns.lowerBound, end: columns.upperBound, isPrimary: mark.isPrimary,
              message: harmless(mark.message))
          }))
    }
    return views
  }

  /// The rows under the line: carets under the place itself, dashes under what explains it, each
  /// with its message.
  func markerRows(palette: Palette, primary: Palette.Style) -> [String] {
    let ordered = marks.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    guard let last = ordered.last else { return [] }
    func style(_ mark: Mark) -> Palette.Style { mark.isPrimary ? primary : .frame }

    var canvas = Canvas(palette: palette)
    for mark in ordered where !mark.isPrimary {
      canvas.draw(String(repeating: "-", count: mark.end - mark.start), at: mark.start, .frame)
    }
    for mark in ordered where mark.isPrimary {
      canvas.draw(String(repeating: "^", count: mark.end - mark.start), at: mark.start, primary)
    }
    let end = ordered.map(\.end).max() ?? last.end
    if !last.message.isEmpty { canvas.draw(last.message, at: end + 1, style(last)) }
    var rows = [canvas.text]

    var pending = ordered.dropLast().filter { !$0.message.isEmpty }
    if !pending.isEmpty {
      rows.append(bars(pending, palette: palette, style: style).text)
    }
    while let mark = pending.popLast() {
      var row = bars(pending, palette: palette, style: style)
      row.draw(mark.message, at: mark.start, style(mark))
      rows.append(row.text)
    }
    return rows
  }

  private func bars(
    _ marks: [Mark], palette: Palette, style: (Mark) -> Palette.Style
  ) -> Canvas {
    var canvas = Canvas(palette: palette)
    for mark in marks { canvas.draw("|", at: mark.start, style(mark)) }
    return canvas
  }
}

/// A row of the terminal that is painted on in columns, later strokes over earlier ones.
private struct Canvas {
  let palette: Palette
  private var cells: [(character: Character, style: Palette.Style)?] = []

  init(palette: Palette) {
    self.palette = palette
  }

  /// Paints text; a wide character takes its two columns only at the end of the row, where all
  /// messages stand.
  mutating func draw(_ text: String, at column: Int, _ style: Palette.Style) {
    while cells.count < column + text.count { cells.append(nil) }
    for (offset, character) in text.enumerated() { cells[column + offset] = (character, style) }
  }

  var text: String {
    var output = ""
    var run = ""
    var style: Palette.Style?
    for cell in cells {
      if cell?.style != style {
        output += style.map { palette.apply($0, to: run) } ?? run
        run = ""
        style = cell?.style
      }
      run.append(cell?.character ?? " ")
    }
    return output + (style.map { palette.apply($0, to: run) } ?? run)
  }
}
