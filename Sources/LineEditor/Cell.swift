import KEditSyntax
import PlainText

/// What stands in one place of a terminal: a character with all that combines with it.
struct Cell: Hashable {
  /// As it is written; what could act on the terminal or mislead a reader stands as an escape.
  let text: String
  /// In columns, on a terminal that joins what belongs together.
  let width: Int
  /// In columns, on the one that takes the most: where emoji that are joined stand side by side.
  let room: Int
  /// The colours, as the escape sequences that switch them on.
  let style: String
  /// How many Unicode scalars of the line it shows.
  let scalarCount: Int

  init(_ character: Character, style: String = "") {
    let scalars = character.unicodeScalars
    if character == "\n" {
      text = "\n"
      width = 0
    } else if scalars.contains(where: isHarmful) {
      text = Self.escaped(character)
      width = text.displayWidth
    } else {
      text = String(character)
      width = character.displayWidth
    }
    room =
      scalars.count == 1
      ? width : Swift.max(width, scalars.reduce(0) { $0 + Character($1).displayWidth })
    self.style = style
    scalarCount = scalars.count
  }

  var isLineEnd: Bool { text == "\n" }

  /// Whether terminals differ in how many columns it takes.
  var isUncertain: Bool { room != width }

  /// Control characters as a person knows them from the keyboard, others by their number.
  private static func escaped(_ character: Character) -> String {
    guard character.unicodeScalars.count == 1, let value = character.unicodeScalars.first?.value,
      value < 0x20 || value == 0x7F
    else { return harmless(String(character)) }
    return "^" + String(Unicode.Scalar(UInt8(value ^ 0x40)))
  }
}

extension [Cell] {
  /// The cells of a text that may switch colours on and off (ECMA-48, SGR); other escape sequences
  /// are shown as such.
  init(coloring text: String) { self = Self.parse(text).cells }

  /// As `init(coloring:)`, and the text without what switches colours.
  static func parse(_ text: String) -> (cells: [Cell], plain: String) {
    var cells: [Cell] = []
    cells.reserveCapacity(text.utf8.count)
    var plain = ""
    var style = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "\u{1B}", let sequence = colorSequence(at: rest) {
        let isReset = sequence == "\u{1B}[m" || sequence == "\u{1B}[0m"
        style = isReset ? "" : style + String(sequence)
        rest = rest.dropFirst(sequence.count)
      } else {
        cells.append(Cell(character, style: style))
        plain.append(character)
        rest.removeFirst()
      }
    }
    return (cells, plain)
  }

  private static func colorSequence(at text: Substring) -> Substring? {
    let inside = text.dropFirst(2)
    guard text.dropFirst().first == "[",
      let end = inside.firstIndex(where: { !("0"..."9").contains($0) && $0 != ";" && $0 != ":" }),
      inside[end] == "m"
    else { return nil }
    return text[...end]
  }
}
