import KlingMasks
import Testing

/// What a terminal shows of half blocks: reads what is written as a terminal would, and takes
/// nothing that does not belong into a picture.
struct Screen {
  struct Cell: Equatable {
    var character: Character
    var foreground: PixelColor?
    var background: PixelColor?
  }

  private(set) var lines: [[Cell]] = [[]]
  private(set) var escapes = 0
  private var foreground: PixelColor?
  private var background: PixelColor?

  init(_ text: String) throws {
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\n":
        try #require(foreground == nil && background == nil, "a line ends in the own colours")
        lines.append([])
      case "\u{1B}":
        let end = try #require(rest.firstIndex(of: "m"))
        try #require(rest.popFirst() == "[")
        try set(rest[..<end].split(separator: ";").map { try #require(Int($0)) })
        rest = rest[rest.index(after: end)...]
        escapes += 1
      case " ", "▀", "▄", "0"..."9", ".":
        lines[lines.count - 1].append(
          Cell(character: character, foreground: foreground, background: background))
      default: Issue.record("'\(character)' is written")
      }
    }
    try #require(lines.popLast() == [], "it ends at the start of a line")
  }

  /// The upper and the lower pixel of a character.
  func pixels(column: Int, line: Int) throws -> (upper: PixelColor?, lower: PixelColor?) {
    let cell = lines[line][column]
    switch cell.character {
    case "▀": return (cell.foreground, cell.background)
    case "▄": return (cell.background, cell.foreground)
    case " ": return (cell.background, cell.background)
    default:
      Issue.record("no block at \(column), \(line)")
      return (nil, nil)
    }
  }

  func text(line: Int) -> String { String(lines[line].map(\.character)) }

  private mutating func set(_ numbers: [Int]) throws {
    if numbers == [0] {
      foreground = nil
      background = nil
      return
    }
    var rest = numbers[...]
    while let layer = rest.popFirst() {
      let color: PixelColor
      if rest.popFirst() == 2 {
        let parts = try rest.prefix(3).map { try #require(UInt8(exactly: $0)) }
        try #require(parts.count == 3)
        color = PixelColor(parts[0], parts[1], parts[2])
        rest = rest.dropFirst(3)
      } else {
        let number = try #require(rest.popFirst().flatMap { UInt8(exactly: $0) })
        try #require(number >= 16)
        color = PixelColor(palette: number)
      }
      try #require(layer == 38 || layer == 48)
      if layer == 38 { foreground = color } else { background = color }
    }
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
}
