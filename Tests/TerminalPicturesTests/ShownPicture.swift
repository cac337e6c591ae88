import KlingMasks
import TerminalPictures
import TestSupport
import Testing

/// A picture on a terminal's screen, which is held to what it understands.
struct ShownPicture {
  let screen: Screen

  /// - Parameters:
  ///   - text: what makes the terminal show it.
  ///   - columns: how wide the screen is.
  ///   - height: how high; a line more than the picture, so that nothing scrolls, if not given.
  ///   - start: the line in which the cursor stands before.
  ///   - kind: what the terminal can do.
  /// - Throws: where there is a sequence that means nothing.
  init(
    _ text: String, columns: Int, height: Int? = nil, start: Int = 0, kind: TerminalKind = .xterm
  ) throws {
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    var screen = Screen(columns: columns, height: height ?? lines + 1, kind: kind)
    // A terminal's own setting turns an end of line into both.
    screen.feed(String(repeating: "\r\n", count: start) + text.replacing("\n", with: "\r\n"))
    try #require(screen.unknown == [])
    #expect(screen.pen == Screen.Style(), "the terminal has its own colours again")
    #expect(screen.cursor.column == 0)
    self.screen = screen
  }

  /// What a character shows, the upper pixel and the lower.
  func pixels(column: Int, line: Int) -> [Screen.Color] {
    let cell = screen.cell(at: Screen.Position(line: line, column: column))
    switch cell.text {
    case "▀": return [cell.style.foreground, cell.style.background]
    case "▄": return [cell.style.background, cell.style.foreground]
    default:
      #expect(cell.text == " ")
      return [cell.style.background, cell.style.background]
    }
  }

  /// Without the blanks at its end.
  func text(line: Int) -> String { screen.lines[line] }

  /// What stands to the left of the picture.
  func margin(line: Int) -> String {
    (0..<3).map { screen.cell(at: Screen.Position(line: line, column: $0)).text }.joined()
  }
}

extension PixelColor {
  /// xterm's palette, by its definition.
  init(palette number: UInt8) {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let index = Int(number) - 16
    self =
      number >= 232
      ? PixelColor(8 + 10 * (number - 232), 8 + 10 * (number - 232), 8 + 10 * (number - 232))
      : PixelColor(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
  }

  var onScreen: Screen.Color { .rgb(red, green, blue) }
}
