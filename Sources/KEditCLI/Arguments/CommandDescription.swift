/// A command as its help describes it and the parser reads it.
struct CommandDescription: Sendable {
  /// What a command takes besides options; the text is the placeholder, `FILE`.
  enum Operands: Hashable, Sendable {
    case none
    case one(String)
    case optional(String)
    case several(String)
    case any(String)
    /// One, and the words of another.
    case pair(String, String)
    /// Either one, or the two others.
    case either(String, or: String, String)

    /// The most operands that are taken.
    var limit: Int {
      switch self {
      case .none: 0
      case .one, .optional: 1
      case .either: 2
      case .pair: 3
      case .several, .any: .max
      }
    }

    /// What stands in help for the first operand.
    var placeholder: String? { placeholder(at: 0) }

    /// What stands in help for the operand behind so many others.
    func placeholder(at index: Int) -> String? {
      switch self {
      case .none: nil
      case .one(let name), .optional(let name), .several(let name), .any(let name): name
      case .pair(let first, let second): index == 0 ? first : second
      case .either(let one, _, let second): index == 0 ? one : second
      }
    }

    /// The fewest operands that will do.
    var least: Int {
      switch self {
      case .none, .optional, .any: 0
      case .one, .several, .either: 1
      case .pair: 2
      }
    }

    var usage: String {
      switch self {
      case .none: ""
      case .one(let name): " \(name)"
      case .optional(let name): " [\(name)]"
      case .several(let name): " \(name)…"
      case .any(let name): " [\(name)…]"
      case .pair(let first, let second): " \(first) \(second)"
      case .either(let one, let first, let second): " \(one) | \(first) \(second)"
      }
    }
  }

  let name: String
  /// One line for the list of commands.
  let summary: String
  /// Paragraphs that say what the summary does not.
  let discussion: String
  let operands: Operands
  let options: [OptionDeclaration]
  /// Command lines to try, each with what it does.
  let examples: [(line: String, effect: String)]

  var usage: String {
    "kedit \(name)\(options.isEmpty ? "" : " [OPTION…]")\(operands.usage)"
  }
}
