/// A command as its help describes it and the parser reads it.
struct CommandDescription: Sendable {
  /// What a command takes besides options; the text is the placeholder, `FILE`.
  enum Operands: Hashable, Sendable {
    case none
    case one(String)
    case optional(String)
    case several(String)
    case any(String)

    /// The most operands that are taken.
    var limit: Int {
      switch self {
      case .none: 0
      case .one, .optional: 1
      case .several, .any: .max
      }
    }

    /// What stands for an operand in help.
    var placeholder: String? {
      switch self {
      case .none: nil
      case .one(let name), .optional(let name), .several(let name), .any(let name): name
      }
    }

    var usage: String {
      switch self {
      case .none: ""
      case .one(let name): " \(name)"
      case .optional(let name): " [\(name)]"
      case .several(let name): " \(name)…"
      case .any(let name): " [\(name)…]"
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
