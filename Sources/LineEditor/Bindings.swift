/// Which keys do what, beside what libedit binds by itself.
enum Bindings {
  /// Commands of ours; they can be bound in ~/.editrc by these names.
  enum Command: String, CaseIterable {
    case paste = "kedit-paste"
    case complete = "kedit-complete"
    case previous = "kedit-history-previous"
    case next = "kedit-history-next"
    case search = "kedit-history-search"
    case deleteBack = "kedit-delete-previous-char"
    case deleteForth = "kedit-delete-next-char"
    case moveToEnd = "kedit-move-to-end"
    case clearScreen = "kedit-clear-screen"

    var help: String {
      switch self {
      case .paste: "Insert what was pasted"
      case .complete: "Complete what stands before the cursor"
      case .previous: "Older entry that begins like the line"
      case .next: "Newer entry that begins like the line"
      case .search: "Entries that have in them what is typed"
      case .deleteBack: "Delete the character before the cursor"
      case .deleteForth: "Delete the character at the cursor, or end the input"
      case .moveToEnd: "Move behind the last character"
      case .clearScreen: "Clear the screen, and show the line at its top"
      }
    }
  }

  /// Keys that no keyboard has, C1 control characters: each stands for something that a terminal says
  /// in several bytes. Within a search or a command that takes a key, libedit knows single keys alone.
  enum Key: UInt8, CaseIterable {
    case paste = 0x81
    /// The escape key of vi, where nothing belongs to it.
    case escape
    case up
    case down
    case right
    case left
    case home
    case end
    case delete
    case wordRight
    case wordLeft

    var scalar: Unicode.Scalar { Unicode.Scalar(rawValue) }

    /// As `bind` takes it.
    fileprivate var spelling: String { "\\" + String(rawValue, radix: 8) }

    fileprivate func command(isVi: Bool) -> String {
      switch self {
      case .paste: Command.paste.rawValue
      case .escape: isVi ? "vi-command-mode" : "ed-unassigned"
      case .up: Command.previous.rawValue
      case .down: Command.next.rawValue
      case .right: "ed-next-char"
      case .left: "ed-prev-char"
      case .home: "ed-move-to-beg"
      case .end: Command.moveToEnd.rawValue
      case .delete: Command.deleteForth.rawValue
      case .wordRight: isVi ? "vi-next-word" : "em-next-word"
      case .wordLeft: isVi ? "vi-prev-word" : "ed-prev-word"
      }
    }
  }

  /// What terminals send for the keys, behind the escape.
  private static let spoken: [(sequence: String, key: Key)] = [
    ("[A", .up), ("OA", .up), ("[B", .down), ("OB", .down), ("[C", .right), ("OC", .right),
    ("[D", .left), ("OD", .left), ("[H", .home), ("OH", .home), ("[1~", .home), ("[7~", .home),
    ("[F", .end), ("OF", .end), ("[4~", .end), ("[8~", .end), ("[3~", .delete),
    ("[1;5C", .wordRight), ("[1;3C", .wordRight), ("[1;5D", .wordLeft), ("[1;3D", .wordLeft),
  ]

  /// The keys by the sequences that stand for them, each with its escape.
  static let keys: [(sequence: [UInt8], key: Unicode.Scalar)] = spoken.map {
    ([0x1B] + $0.sequence.utf8, $0.key.scalar)
  }

  /// The arguments of `bind` for either kind of keys.
  static func commands(isVi: Bool) -> [[String]] {
    var both = Key.allCases.map { ($0.spelling, $0.command(isVi: isVi)) }
    both += [
      ("^R", Command.search.rawValue),
      ("^L", Command.clearScreen.rawValue), ("^P", Command.previous.rawValue),
      ("^N", Command.next.rawValue),
    ]
    var inserting = [
      ("^I", Command.complete.rawValue), ("^?", Command.deleteBack.rawValue),
      ("^H", Command.deleteBack.rawValue), ("^W", "ed-delete-prev-word"),
    ]
    var commanding: [(String, String)] = []
    if isVi {
      commanding = [
        ("k", Command.previous.rawValue), ("j", Command.next.rawValue),
        ("-", Command.previous.rawValue), ("+", Command.next.rawValue),
        ("K", Command.previous.rawValue), ("J", Command.next.rawValue),
        (Key.escape.spelling, "ed-unassigned"),
      ]
      commanding = both + commanding
    } else {
      inserting += [
        ("^D", Command.deleteForth.rawValue), ("^[p", Command.previous.rawValue),
        ("^[n", Command.next.rawValue),
      ]
    }
    return (both + inserting).map { ["bind", $0.0, $0.1] }
      + commanding.map { ["bind", "-a", $0.0, $0.1] }
  }
}
