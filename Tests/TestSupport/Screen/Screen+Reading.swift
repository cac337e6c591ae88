extension Screen {
  /// What each line shows, from the top; blanks at its end are left out.
  package var lines: [String] { rows.map(\.text) }

  /// The lines, those that are blank at the end left out.
  package var text: String { Self.joined(lines) }

  /// The lines that have left the screen at the top, oldest first.
  package var scrollback: [String] { history.map(\.text) }

  /// Scrollback and screen: whatever has been shown and was not overwritten or erased.
  package var everything: String { Self.joined(scrollback + lines) }

  /// The same, but lines that were broken only because the screen is not wider are whole again.
  package var unwrapped: String { Self.unwrapped(history + rows) }

  /// What is on the screen now, lines whole again.
  package var visible: String { Self.unwrapped(rows) }

  private static func unwrapped(_ rows: [Row]) -> String {
    var paragraphs: [String] = []
    var isContinued = false
    for row in rows {
      let text = row.isContinued ? String(row.fullText.dropLast(row.isPadded ? 1 : 0)) : row.text
      if isContinued {
        paragraphs[paragraphs.count - 1] += text
      } else {
        paragraphs.append(text)
      }
      isContinued = row.isContinued
    }
    return joined(paragraphs)
  }

  /// Where the cursor is shown: in the last column also while a wrap is pending.
  package var cursor: Position { state.position }

  /// The line that the cursor stands in.
  package var currentLine: String { rows[cursor.line].text }

  package var isCursorVisible: Bool { modes.contains(25) }
  package var isAlternate: Bool { hiddenRows != nil }
  package var bracketsPastes: Bool { modes.contains(2004) }

  /// The style that the next character gets: a program should leave the plain one behind.
  package var pen: Style { state.style }

  package func cell(at position: Position) -> Cell { rows[position.line].cells[position.column] }

  package func style(at position: Position) -> Style { cell(at: position).style }

  /// Where a text begins that stands in one line, the lowest such line; `nil` if it is not there.
  package func position(of text: String) -> Position? {
    for (line, row) in rows.enumerated().reversed() {
      for column in row.cells.indices where row.cells[column].width > 0 {
        if row.cells[column...].lazy.map(\.text).joined().hasPrefix(text) {
          return Position(line: line, column: column)
        }
      }
    }
    return nil
  }

  /// The style of a text that stands in one line; `nil` if it is not there or has several.
  package func style(of text: String) -> Style? {
    guard let start = position(of: text) else { return nil }
    let cells = rows[start.line].cells[start.column...].prefix(CharacterWidth.columns(of: text))
    let styles = Set(cells.lazy.filter { $0.width > 0 }.map(\.style))
    return styles.count == 1 ? styles.first : nil
  }

  /// The screen in a frame, with what a failed test needs to know beside it.
  package var picture: String {
    let edge = String(repeating: "─", count: columns)
    var picture = history.isEmpty ? "" : "(\(history.count) lines have scrolled off)\n"
    picture += "┌\(edge)┐\n"
    for row in rows {
      let missing = columns - row.cells.reduce(0) { $0 + $1.width }
      picture += "│\(row.fullText)\(String(repeating: " ", count: max(0, missing)))│\n"
    }
    picture += "└\(edge)┘\ncursor: line \(cursor.line), column \(cursor.column)"
    if state.isWrapPending { picture += ", wrap pending" }
    if !isCursorVisible { picture += ", hidden" }
    if isAlternate { picture += "; alternate screen" }
    if !images.isEmpty { picture += "; \(images.count) graphics commands" }
    if !unknown.isEmpty { picture += "; unknown: \(unknown)" }
    return picture
  }

  private static func joined(_ lines: [String]) -> String {
    let end = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    return lines[..<end].joined(separator: "\n")
  }
}

extension Screen: CustomStringConvertible, CustomReflectable {
  /// What a failed expectation shows of it.
  package var description: String { "a screen\n" + picture }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Screen.Row {
  fileprivate var fullText: String { cells.lazy.map(\.text).joined() }

  fileprivate var text: String {
    let end = cells.lastIndex { $0.text != " " }.map { $0 + 1 } ?? 0
    return cells[..<end].lazy.map(\.text).joined()
  }
}
