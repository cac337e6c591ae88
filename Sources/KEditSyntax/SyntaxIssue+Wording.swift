/// How the issues of lexer and parser are put into words, in the order of their codes.
extension SyntaxIssue {
  /// The finding as a diagnostic about `source`.
  package func diagnostic(in source: SourceText) -> Diagnostic {
    let words = wording(found: found(in: source))
    return Diagnostic(
      words.code, words.message, at: Diagnostic.Place(file: source.name, span: span),
      help: words.help, fixes: words.fixes.map { $0.spaced(beside: span, in: source) })
  }

  private struct Wording {
    let code: DiagnosticCode
    let message: String
    let help: String?
    var fixes: [Diagnostic.Fix] = []

    init(
      _ code: DiagnosticCode, _ message: String, help: String? = nil,
      fixes: [Diagnostic.Fix] = []
    ) {
      self.code = code
      self.message = message
      self.help = help
      self.fixes = fixes
    }
  }

  /// What stands at the place, for "…, but found X".
  private func found(in source: SourceText) -> String {
    guard !span.isEmpty else {
      return span.end >= source.bytes.count ? "the end of the file" : "the end of the line"
    }
    return quoted(source.text(of: span))
  }

  private func replacing(
    _ message: String, with replacement: String, safe: Bool = true
  ) -> [Diagnostic.Fix] {
    [
      Diagnostic.Fix(
        message: message, isSafe: safe,
        edits: [Diagnostic.Fix.Edit(span: span, replacement: replacement)])
    ]
  }

  private func wording(found: String) -> Wording {
    switch kind {
    case .invalidUTF8, .nul, .strayCharacters, .fullWidthSign, .number:
      characterWording(found: found)
    case .unclosedText, .unclosedBlock, .foreignQuotes, .unknownEscape, .invalidUnicodeEscape,
      .loneBrace, .blockContentOnFirstLine, .blockEndNotOnOwnLine, .blockIndentation:
      textWording(found: found)
    case .momentExpected, .frameNumberExpected, .numberWithoutFrame, .pointExpected,
      .pointKeywordMissing, .severalPointsAfterPoint, .pointNotOpened, .pointNotClosed,
      .coordinateExpected, .commaMissingInPoint, .commaWithoutPoint:
      markWording(found: found)
    default:
      statementWording(found: found)
    }
  }
}

// MARK: Characters and numbers

extension SyntaxIssue {
  private func characterWording(found: String) -> Wording {
    switch kind {
    case .invalidUTF8:
      Wording(
        .invalidUTF8, "these bytes are not UTF-8",
        help: "save the file as UTF-8 in your editor, or remove the bytes")
    case .nul:
      Wording(.nul, "a NUL character is not allowed", help: "remove it")
    case .fullWidthSign(let ascii):
      Wording(
        .fullWidthSign, "\(found) is a full-width sign; the language has `\(ascii)`",
        help: "write `\(ascii)`", fixes: replacing("write `\(ascii)`", with: ascii))
    case .number(let shape):
      numberWording(shape, found: found)
    default:
      Wording(
        .unexpected, "\(found) has no meaning here",
        help: "remove it; text belongs in double quotes, a comment begins with `#`")
    }
  }

  private func numberWording(_ shape: NumberShape, found: String) -> Wording {
    switch shape {
    case .signed:
      Wording(
        .badNumber, "\(found) has a sign; no number of the language is negative",
        help: "coordinates lie between 0 and 1, frames and times count from 0")
    case .withoutWholePart:
      Wording(
        .badNumber, "\(found) lacks the digit before its point",
        help: "write `0` before the point",
        fixes: [
          Diagnostic.Fix(
            message: "write `0` before the point", isSafe: true,
            edits: [.init(span: Span(span.start, span.start), replacement: "0")])
        ])
    case .withoutFraction:
      Wording(
        .badNumber, "\(found) lacks digits behind its point",
        help: "remove the point, or write the digits",
        fixes: [
          Diagnostic.Fix(
            message: "remove the point", isSafe: true,
            edits: [.init(span: Span(span.end - 1, span.end), replacement: "")])
        ])
    case .fullWidth:
      Wording(
        .badNumber, "\(found) is written in full-width digits",
        help: "write it with the digits 0 to 9")
    default:
      Wording(
        .badNumber, "\(found) is no number: no such unit",
        help: "units are `%` and `px` for coordinates, `s` and `ms` for times, without a blank")
    }
  }
}

// MARK: Texts

extension SyntaxIssue {
  private func textWording(found: String) -> Wording {
    switch kind {
    case .unclosedText:
      Wording(
        .unclosedText, "this text is not closed on its line",
        help: "put `\"` at its end; a text over several lines stands between `\"\"\"` and `\"\"\"`")
    case .unclosedBlock:
      Wording(
        .unclosedText, "this text is not closed",
        help: "put `\"\"\"` on a line of its own where the text ends")
    case .foreignQuotes(let quotes):
      Wording(
        .wrongQuotes,
        "a text stands in double quotes, not in "
          + (quotes == .single ? "single ones" : "typographic ones"),
        help: "write `\"…\"`")
    case .unknownEscape:
      Wording(
        .badEscape, "\(found) is no escape",
        help: "there are `\\\"` `\\\\` `\\n` `\\t` `\\{` `\\}` and `\\u{1F423}`; for a backslash, "
          + "as in a Windows path, write `\\\\` (or `/`)")
    case .invalidUnicodeEscape:
      Wording(
        .badEscape, "\(found) names no character",
        help: "write the number of a Unicode scalar in hexadecimal, `\\u{1F423}`; halves of "
          + "surrogate pairs are none")
    case .loneBrace:
      Wording(
        .loneBrace, "a brace in a text begins or ends a placeholder such as `{name}`",
        help: "for the brace itself write `\\\(found.unquoted)`",
        fixes: replacing("write `\\\(found.unquoted)`", with: "\\\(found.unquoted)"))
    case .blockContentOnFirstLine:
      Wording(
        .blockLayout, "the text of `\"\"\"` begins on the next line",
        help: "break the line behind the opening quotes; for one line use `\"…\"`")
    case .blockEndNotOnOwnLine:
      Wording(
        .blockLayout, "the closing `\"\"\"` stands on a line of its own",
        help: "break the line before the closing quotes")
    default:
      Wording(
        .blockLayout, "this line is indented less than the closing `\"\"\"`",
        help: "indent it as far as the closing quotes, with the same blanks and tabs")
    }
  }
}

// MARK: Statements and their parts

extension SyntaxIssue {
  private func statementWording(found: String) -> Wording {
    switch kind {
    case .unknownStatement(let meant?):
      Wording(
        .unknownStatement, "\(found) begins no statement; `\(meant.spelling)` does",
        help: "write `\(meant.spelling)`",
        fixes: replacing("write `\(meant.spelling)`", with: meant.spelling))
    case .unknownStatement(nil):
      Wording(.unknownStatement, "\(found) begins no statement", help: Self.statements)
    case .statementExpected:
      Wording(.unexpected, "a statement is expected, but found \(found)", help: Self.statements)
    case .clauseOutsideEdit(let keyword):
      Wording(
        .unexpected, "`\(keyword.spelling)` belongs to an edit, and there is none here",
        help: keyword.isOption
          ? "put it behind `remove`, `swap` or `add`, or write `set \(keyword.spelling) …` for "
            + "every edit of the file"
          : "put it behind `remove`, `swap` or `add`")
    case .clauseExpected:
      Wording(.unexpected, "\(found) is no clause of an edit", help: Self.clauses)
    case .unknownClause(let nearest?):
      Wording(
        .unknownClause, "\(found) begins no clause; did you mean `\(nearest.spelling)`?",
        help: "write `\(nearest.spelling)`",
        fixes: replacing("write `\(nearest.spelling)`", with: nearest.spelling, safe: false))
    case .unknownClause(nil):
      Wording(.unknownClause, "\(found) begins no clause of an edit", help: Self.clauses)
    case .thenWithoutEdit:
      Wording(
        .wordExpected, "`then` stands before an edit, but found \(found)",
        help: "write `then remove …`, `then swap …` or `then add …`")
    case .optionExpected(let nearest):
      Wording(
        .wordExpected, "`set` gives an option, but found \(found)",
        help: (nearest.map { "did you mean `\($0.spelling)`? " } ?? "") + "options are "
          + Keyword.allCases.filter { $0.isOption && $0 != .prompt }
          .map { "`\($0.spelling)`" }.joined(separator: ", "))
    case .templateKindExpected:
      Wording(
        .wordExpected, "`template` is for one kind of edit, but found \(found)",
        help: "write `template remove \"…\"`, `template swap \"…\"` or `template add \"…\"`")
    default:
      partWording(found: found)
    }
  }

  private func partWording(found: String) -> Wording {
    switch kind {
    case .textExpected(let role):
      Wording(
        .textExpected, "\(role.rawValue) is expected here as a text, but found \(found)",
        help: "write it in double quotes: `\"…\"`")
    case .unquotedText(let role):
      Wording(
        .textExpected, "\(role.rawValue) is a text and stands in double quotes",
        help: "write `\"\(found.unquoted)\"`",
        fixes: replacing("put it in quotes", with: "\"\(found.unquoted)\""))
    case .nameExpected(let role):
      Wording(
        .nameExpected, "\(role.rawValue) is expected here, but found \(found)",
        help: "a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`")
    case .reservedName(let keyword):
      Wording(
        .reservedName, "`\(keyword.spelling)` is a word of the language and cannot be a name",
        help: "choose another, for example `\(keyword.spelling)1`")
    case .quotedName:
      Wording(
        .nameExpected, "a name stands without quotes",
        help: "write the name alone: letters, digits, `_` and `-`")
    case .valueExpected(let option):
      Wording(
        .valueExpected, "`\(option.spelling)` takes a value, but found \(found)",
        help: "write \(Self.values(of: option))")
    case .keywordExpected(let keyword, let after):
      Wording(
        .wordExpected, "`\(keyword.spelling)` is expected after \(after), but found \(found)",
        help: keyword == .for
          ? "write `swap \"the old\" for \"the new\" from IMAGE`"
          : "say which image it comes from: `from NAME` or `from \"FILE\"`")
    case .equalsExpected(let after):
      Wording(
        .wordExpected, "`=` is expected after \(after), but found \(found)",
        help: "write `video NAME = \"…\"` or `image NAME = \"…\"`")
    case .colonForEquals:
      Wording(
        .wordExpected, "`=` stands between a name and what it means, not `:`",
        help: "write `=`", fixes: replacing("write `=`", with: "="))
    case .straySign(let sign, let after):
      Wording(
        .unexpected, "no `\(sign)` stands between `\(after)` and its value",
        help: "remove the `\(sign)`", fixes: replacing("put a blank for it", with: " "))
    default:
      Wording(
        .version, "the version of the language is expected behind `kedit`, but found \(found)",
        help: "write `kedit 1`")
    }
  }

  private static let statements =
    "a statement begins with `video`, `image`, `set`, `remove`, `swap`, `add`, `then`, `param`, "
    + "`template`, `include` or `kedit`"

  private static let clauses =
    "an edit goes on with `at`, `in`, `onto`, `as`, `save`, `id` or an option such as `mode`"

  private static func values(of option: Keyword) -> String {
    switch option {
    case .mode: "`mode std` or `mode pro`"
    case .duration: "`duration 5`, `duration 10` or `duration auto`"
    case .language: "`language en` or `language zh`"
    case .watermark: "`watermark on` or `watermark off`"
    case .preview: "`preview on` or `preview off`"
    case .model: "`model \"kling-v1-6\"` or `model none`"
    case .callback: "`callback \"https://…\"`"
    default: "`\(option.spelling) \"…\"`"
    }
  }
}

// MARK: Marks

extension SyntaxIssue {
  private func markWording(found: String) -> Wording {
    switch kind {
    case .momentExpected:
      Wording(
        .badMoment, "a frame or a time is expected behind `at`, but found \(found)",
        help: "write `at frame 12`, `at frame first`, `at frame last` or `at 1.5s`")
    case .frameNumberExpected:
      Wording(
        .badMoment, "the number of the frame is expected, but found \(found)",
        help: "write `frame 12` (counted from 0), `frame first` or `frame last`")
    case .numberWithoutFrame:
      Wording(
        .badMoment, "\(found) alone is neither a frame nor a time",
        help: "write `frame \(found.unquoted)` for the frame, `\(found.unquoted)s` for the time")
    case .pointExpected:
      Wording(
        .badPoint, "a point is expected, but found \(found)",
        help: "write `point (0.5, 0.5)`: fractions of width and height from the top left corner")
    case .pointKeywordMissing:
      Wording(
        .badPoint, "`point` or `points` is expected behind the moment, but found \(found)",
        help: "write `at frame 0 point (0.5, 0.5)`")
    case .severalPointsAfterPoint:
      Wording(
        .badPoint, "`point` takes one point, and several follow",
        help: "write `points`", fixes: replacing("write `points`", with: "points"))
    case .pointNotOpened:
      Wording(
        .badPoint, "a point stands in parentheses",
        help: "write `(0.5, 0.5)`")
    case .pointNotClosed:
      Wording(
        .badPoint, "the point is not closed: `)` is expected, but found \(found)",
        help: "a point has two parts: `(0.5, 0.5)`")
    case .coordinateExpected(let part):
      Wording(
        .badPoint, "the \(part) of the point is expected, but found \(found)",
        help: "write a fraction `0.5`, a percentage `50%` or a pixel `640px`")
    case .commaMissingInPoint:
      Wording(
        .badPoint, "a comma is missing between the parts of the point",
        help: "write `(x, y)`", fixes: replacing("put a comma", with: ","))
    default:
      Wording(
        .badPoint, "a comma stands here, but no point follows it",
        help: "remove the comma, or write the point", fixes: replacing("remove it", with: ""))
    }
  }
}

/// Text of the file as it is shown in a message: in backquotes, shortened, on one line.
package func quoted(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  let short = line.count > 40 ? line.prefix(37) + "…" : line[...]
  return "`\(short)`"
}

extension String {
  fileprivate var unquoted: String { String(dropFirst().dropLast()) }
}
