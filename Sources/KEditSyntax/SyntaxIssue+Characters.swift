extension SyntaxIssue {
  /// Codes K101, K117, K118 and K119: what stands in the way.
  func characterWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .invalidUTF8(let count):
      Wording(
        .invalidUTF8,
        "these bytes are not UTF-8" + Self.more(count),
        help: "save the file as UTF-8 in your editor")
    case .foreignFile(let foreign):
      Self.wording(of: foreign)
    case .nul(let count):
      Wording(
        .nul,
        "a NUL character is not allowed" + Self.more(count),
        help: "remove it; a file full of them is no text")
    case .fullWidthSign(let ascii):
      Wording(
        .fullWidthSign, "\(found) is a full-width sign; the language has `\(ascii)`",
        help: "write `\(ascii)`")
    case .foreignBlank(let scalar):
      Wording(
        .unexpected, "\(Self.name(of: scalar)) stands here and has no meaning",
        help: context.edits.first?.replacement == "" ? "remove it" : "put a plain blank for it",
        fix: context.edits.first?.replacement == "\n" ? "break the line here" : nil)
    case .foreignComment:
      Wording(
        .unexpected, "a comment begins with `#`, not with \(Self.mark(of: context.text))",
        help: context.text.contains { $0.isNewline }
          ? "begin each of its lines with `#`" : "begin it with `#`")
    case .terminator:
      Wording(
        .unexpected, "no \(found) ends a statement: it ends where the next one begins",
        help: "remove it")
    case .fence:
      Wording(
        .unexpected, "this line is Markdown and no part of the file", help: "remove the line")
    case .bullet:
      Wording(.unexpected, "no \(found) stands before a statement or a clause", help: "remove it")
    case .needlessBrackets(let what):
      Wording(
        .unexpected,
        "\(what) without \(found) around \(what.hasSuffix("stands") ? "it" : "them")",
        help: "remove it and the closing one")
    case .strayComma:
      Wording(
        .unexpected, "no comma stands between the parts of a statement", help: "remove the comma")
    case .call(let verb):
      Wording(
        .unexpected,
        "an edit is no call: its parts stand one after another, without `(`, `,` and `=`",
        help: Self.help(onCall: context, of: verb))
    case .strayWord:
      Wording(.unexpected, "\(found) is not needed here", help: "remove it")
    default:
      Wording(
        .unexpected, "\(found) has no meaning here",
        help: "remove it; text belongs in double quotes, a comment begins with `#`")
    }
  }

  private static func wording(of foreign: ForeignFile) -> Wording {
    func notOne(_ what: String, help: String) -> Wording {
      Wording(
        .invalidUTF8, what.isEmpty ? "this file is no text" : "this is \(what), not a .kedit file",
        help: help)
    }
    return switch foreign {
    case .utf16:
      Wording(
        .invalidUTF8, "this file is UTF-16, and kedit reads UTF-8",
        help: "save the file as UTF-8 in your editor")
    case .picture(let what):
      notOne(what, help: "name it in a .kedit file: `image NAME = \"FILE\"`")
    case .video(let what): notOne(what, help: "name it in a .kedit file: `video \"FILE\"`")
    case .data(let what):
      notOne(what, help: "'kedit new' writes a .kedit file to start from")
    case .yaml:
      Wording(
        .unexpected, "this file is YAML, and kedit has a language of its own",
        help: "write `video \"…\"`, below it `remove \"the chick\" at frame 0 point (0.77, 0.30)`; "
          + "'kedit new' writes a file to start from")
    }
  }

  /// The edit as it should be, where that is sure, else an edit of its kind.
  private static func help(onCall context: Context, of verb: Keyword?) -> String {
    if !context.edits.isEmpty {
      return "write them one after another, with blanks between them"
    }
    let mark = "at frame 0 point (0.5, 0.5)"
    return switch verb {
    case .swap: "write `swap \"the old\" for \"the new\" from IMAGE \(mark)`"
    case .add: "write `add \"the new\" from IMAGE`"
    default: "write `remove \"…\" \(mark)`"
    }
  }

  /// How many more places there are.
  private static func more(_ count: Int) -> String {
    switch count {
    case ...1: ""
    case 2: " (and one more place)"
    default: " (and \(count - 1) more places)"
    }
  }

  private static func mark(of comment: String) -> String {
    let first = comment.unicodeScalars.first ?? "/"
    switch first {
    case "/": return comment.hasPrefix("/*") ? "`/*`" : "`//`"
    case "<": return "`<!--`"
    default: return "`\(comment.prefix { $0.unicodeScalars.first == first }.prefix(2))`"
    }
  }

  /// A character that cannot be shown.
  private static func name(of scalar: Unicode.Scalar) -> String {
    let number = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
    let name =
      switch scalar.value {
      case 0xA0, 0x202F: "a no-break space"
      case 0x3000: "a full-width blank"
      case 0xFEFF: "a byte-order mark"
      case 0x200B...0x200D, 0x2060: "an invisible character"
      case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F:
        "a character that turns the text around"
      case 0x2028, 0x2029, 0x85: "a line end of another kind"
      case 0..<0x20, 0x7F..<0xA0: "a control character"
      default: Lexer.isInvisible(scalar) ? "an invisible character" : "a blank of another kind"
      }
    return "\(name) (U+\(padded))"
  }

  /// Code K114.
  func numberWording(_ shape: NumberShape, _ context: Context) -> Wording {
    let found = context.found
    switch shape {
    case .signed:
      return Wording(
        .badNumber, "\(found) has a sign; no number of the language is negative",
        help: context.edits.isEmpty
          ? "coordinates lie between 0 and 1, frames and times count from 0" : "remove the sign")
    case .withoutWholePart:
      return Wording(
        .badNumber, "\(found) lacks the digit before its point", help: "write \(context.mended)")
    case .withoutFraction:
      return Wording(
        .badNumber, "\(found) lacks digits behind its point",
        help: "write \(context.mended), or the missing digits", fix: "write \(context.mended)")
    case .fullWidth:
      let help =
        context.edits.isEmpty ? "write it with the digits 0 to 9" : "write \(context.mended)"
      return Wording(.badNumber, "\(found) is written in full-width digits", help: help)
    case .gluedToWord:
      return Wording(
        .badNumber, "a blank is missing between \(found) and the word behind it",
        help: "put a blank there")
    default:
      if context.text.count(where: { $0 == "." }) > 1 {
        return Wording(
          .badNumber, "\(found) has more than one point", help: "write it with one point, or none")
      }
      let units = "units are `%` and `px` for coordinates, `s` and `ms` for times, without a blank"
      return Wording(
        .badNumber, "\(found) is no number of the language",
        help: context.edits.isEmpty ? units : "write \(context.mended)")
    }
  }
}
