extension SyntaxIssue {
  /// Codes K109 to K113.
  func textWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .unclosedText:
      Wording(
        .unclosedText, "this text is not closed on its line",
        help: "put `\"` where it ends; a text over several lines stands between `\"\"\"` and "
          + "`\"\"\"`")
    case .unclosedBlock:
      Wording(
        .unclosedText, "this text is not closed",
        help: "put `\"\"\"` on a line of its own where the text ends")
    case .closedByForeignQuote:
      Wording(
        .unclosedText, "this text begins with `\"` and ends with another quotation mark",
        help: "write \(context.mended)")
    case .openingQuoteMissing:
      Wording(.unclosedText, "the quotes of this text open nowhere", help: "put `\"` before it")
    case .quoteInsideText:
      Wording(
        .wrongQuotes, "the text before \(found) has ended: the quotation mark there closed it",
        help: "inside a text write `\\\"` for a quotation mark")
    case .secondText:
      Wording(
        .unexpected, "a second text stands here, and one is expected",
        help: "put all of it into one pair of quotes, or name what \(found) is")
    case .foreignQuotes:
      Wording(
        .wrongQuotes, "a text stands in double quotes, not in \(Self.marks(of: context.text))",
        help: "write \(context.mended)")
    case .unknownEscape:
      Wording(
        .badEscape, "\(found) is no escape",
        help: context.edits.isEmpty
          ? "there are `\\\"` `\\\\` `\\n` `\\t` `\\{` `\\}` and `\\u{1F423}`; for a backslash "
            + "write `\\\\`"
          : "a quotation mark of this kind needs no backslash: write \(context.mended)")
    case .invalidUnicodeEscape:
      Wording(
        .badEscape, "\(found) names no character",
        help: context.edits.isEmpty
          ? "write its number in hexadecimal between braces, as in `\\u{1F423}`; halves of "
            + "surrogate pairs are no characters"
          : "write \(context.mended)")
    case .surrogatePair:
      Wording(
        .badEscape, "\(found) are two halves of a surrogate pair, and no characters",
        help: "write \(context.mended)")
    case .windowsPath:
      Wording(
        .badEscape, "a backslash in a text begins an escape, and here it separates folders",
        help: "double each backslash, or write `/`", fix: "double each backslash")
    case .loneBrace:
      Wording(
        .loneBrace, "\(found) in a text begins or ends a placeholder such as `{name}`",
        help: context.edits.isEmpty
          ? "write `{name}`, or for the brace itself `\\\(context.text)`"
          : "for the brace itself write `\\\(context.text)`")
    case .emptyBraces:
      Wording(
        .loneBrace, "there is no name between these braces",
        help: "write `{name}` for a placeholder, `\\{` and `\\}` for the braces themselves")
    case .blankInBraces:
      Wording(
        .loneBrace, "no blanks stand inside the braces of a placeholder",
        help: "write \(context.mended)")
    case .doubledBraces:
      Wording(
        .loneBrace, "\(found) has more than one brace on a side",
        help: "write `{name}` for a placeholder, `\\{` and `\\}` for the braces themselves")
    case .blockContentOnFirstLine:
      Wording(
        .blockLayout, "the text of `\"\"\"` begins on the next line",
        help: context.edits.isEmpty
          ? "break the line behind the opening quotes"
          : "break the line behind the opening quotes; for one line `\"…\"` is enough",
        fix: "write it as `\"…\"`")
    case .blockEndNotOnOwnLine:
      Wording(
        .blockLayout, "the closing `\"\"\"` stands on a line of its own",
        help: "break the line before the closing quotes")
    default:
      Wording(
        .blockLayout, "this line is not indented like the closing `\"\"\"`",
        help: "begin it with the same blanks and tabs as the line of the closing quotes")
    }
  }

  /// The marks around a text, for a message.
  private static func marks(of text: String) -> String {
    guard let first = text.first, let last = text.last else { return "others" }
    if first == "`" { return "backquotes" }
    if text.hasPrefix("\'\'\'") { return "three single ones" }
    return "`\(first)…\(last)`"
  }
}
