/// What a person sees of what a program writes: an xterm's screen, as a value.
///
/// It knows what libedit and the usual programs send; whatever else comes is passed over, and
/// collected in `unknown`, so that a test can hold a program to what is known.
///
/// A character is as wide as `CharacterWidth` says, scalar by scalar: a sequence of emoji that some
/// terminals join is shown as xterm shows it, side by side.
package struct Screen: Sendable {
  /// A place on the screen, counted from 0.
  package struct Position: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  package struct Cell: Hashable, Sendable {
    /// A character with what joins it; empty in the right half of a wide one.
    package var text = " "
    /// 1 or 2; 0 in the right half of a wide character.
    package var width = 1
    package var style = Style()
  }

  struct Row: Sendable {
    var cells: [Cell]
    /// Whether a text was broken at this row's end only because the row was full.
    var isContinued = false
    /// Whether its last column is blank only because a wide character did not fit there.
    var isPadded = false
  }

  struct Cursor: Sendable {
    var position = Position(line: 0, column: 0)
    /// The last column was written: the next character goes to the next line first.
    var isWrapPending = false
    var style = Style()
    var isInLineDrawing = false
  }

  package internal(set) var columns: Int
  package internal(set) var height: Int
  package let kind: TerminalKind

  /// What left the screen at the top, oldest first; cleared by the program's `CSI 3 J` alone.
  var history: [Row] = []
  var rows: [Row]
  /// The main screen while the alternate one is shown.
  var hiddenRows: [Row]?
  var state = Cursor()
  var saved: [Bool: Cursor] = [:]
  var scrollRegion: Range<Int>
  var tabStops: Set<Int>
  var parser = EscapeParser()
  var lastPrinted: Unicode.Scalar?
  var unfinishedGraphics: GraphicsCommand?

  /// The private modes that are set, by number; 25 is a visible cursor, 2004 bracketed paste.
  package internal(set) var modes: Set<Int> = Self.initialModes
  package internal(set) var insertsCharacters = false
  package internal(set) var title = ""
  package internal(set) var bells = 0
  /// Every graphics command of kitty's protocol, chunks joined, in the order they came.
  package internal(set) var images: [GraphicsCommand] = []
  /// Every sequence that means nothing here, readable: `ESC[99z` for those bytes.
  package internal(set) var unknown: [String] = []
  /// What the terminal answers the program; whoever owns the screen sends it and empties it.
  package var replies: [UInt8] = []

  static let initialModes: Set = [7, 25]

  package init(columns: Int = 80, height: Int = 24, kind: TerminalKind = .xterm) {
    precondition(columns > 0 && height > 0, "a screen has at least one cell")
    self.columns = columns
    self.height = height
    self.kind = kind
    rows = Array(repeating: Self.emptyRow(columns), count: height)
    scrollRegion = 0..<height
    tabStops = Self.initialTabStops
  }

  /// Takes what a program wrote; it may end anywhere, also inside a character or a sequence.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    var events: [EscapeParser.Event] = []
    parser.feed(bytes, into: &events)
    for event in events { apply(event) }
  }

  package mutating func feed(_ text: String) { feed(text.utf8) }

  private mutating func apply(_ event: EscapeParser.Event) {
    switch event {
    case .print(let scalar): print(scalar)
    case .control(let byte): control(byte)
    case .escape(let name): escape(name)
    case .sequence(let sequence): perform(sequence)
    case .string(let introducer, let bytes): string(introducer, bytes)
    case .malformed(let bytes): reject(bytes)
    }
  }

  /// Notes a sequence that means nothing.
  mutating func reject(_ bytes: [UInt8]) {
    unknown.append(Self.readable(bytes))
  }

  private static func readable(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x1B: "ESC"
      case 0..<0x20, 0x7F..<0xA0: "<" + String(scalar.value, radix: 16, uppercase: true) + ">"
      default: String(scalar)
      }
    }.joined()
  }

  static func emptyRow(_ columns: Int, style: Style = Style()) -> Row {
    Row(cells: Array(repeating: Cell(style: style), count: columns))
  }

  /// Every eighth column, for as wide as a terminal may become.
  static let initialTabStops = Set(stride(from: 8, to: 4096, by: 8))
}
