extension SyntaxIssue {
  /// Codes K101 to K108 and K120, as far as they are about whole statements and clauses.
  func statementWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .unknownStatement(let meant?):
      Wording(
        .unknownStatement, "\(found) begins no statement; `\(meant.spelling)` does",
        help: "write `\(meant.spelling)`")
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
        help: "write `\(nearest.spelling)`")
    case .unknownClause(nil):
      Wording(.unknownClause, "\(found) begins no clause of an edit", help: Self.clauses)
    case .andNotHere(let verb):
      Wording(
        .unexpected,
        verb == .add
          ? "one edit adds at most two elements" : "one edit can only \(verb.spelling) one thing",
        help: "write a second edit, with `then` before it to make both changes in one video")
    case .thenWithoutEdit:
      Wording(
        .wordExpected, "`then` stands before an edit, but found \(found)",
        help: "write `then remove …`, `then swap …` or `then add …`")
    case .optionExpected(let nearest?):
      Wording(
        .wordExpected,
        "`set` gives an option, but found \(found); did you mean "
          + "`\(nearest.spelling)`?", help: "write `set \(nearest.spelling) …`",
        fix: "write `\(nearest.spelling)`")
    case .optionExpected(nil):
      Wording(.wordExpected, "`set` gives an option, but found \(found)", help: Self.options)
    case .optionWithoutSet(let option):
      Wording(
        .wordExpected, "every option has a `set` of its own", help: "write `set \(option.spelling)`"
      )
    case .clauseInSet(let keyword):
      Wording(
        .wordExpected, "`\(keyword.spelling)` belongs to one edit and cannot be set for all",
        help: "write it behind the edit; " + Self.options)
    case .templateKindExpected(let nearest):
      Wording(
        .wordExpected,
        "`template` is for one kind of edit, but found \(found)"
          + (nearest.map { "; did you mean `\($0.spelling)`?" } ?? ""),
        help: nearest.map { "write `template \($0.spelling)`" }
          ?? "write `template remove \"…\"`, `template swap \"…\"` or `template add \"…\"`")
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

  private static let options =
    "options are "
    + Keyword.allCases.filter { $0.isOption && $0 != .prompt }
    .map { "`\($0.spelling)`" }.joined(separator: ", ")

  /// Codes K104, K107 and K108: parts of a statement.
  func partWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .textExpected(.parameterDefault):
      Wording(
        .textExpected,
        "the default of a parameter is a text, a number, a point or a moment, but found \(found)",
        help: "write a text in double quotes: `\"…\"`")
    case .textExpected(let role):
      Wording(
        .textExpected, "\(role.rawValue) is expected here as a text, but found \(found)",
        help: "write it in double quotes: `\"…\"`")
    case .unquotedText(let role):
      Wording(
        .textExpected, "\(role.rawValue) is a text and stands in double quotes",
        help: context.edits.isEmpty
          ? "put `\"` before it and where it ends" : "write \(context.mended)")
    case .valueExpected(let option):
      Wording(
        .valueExpected, "`\(option.spelling)` takes a value, but found \(found)",
        help: "write \(Self.values(of: option))")
    case .keywordExpected(let keyword, let after):
      Wording(
        .wordExpected, "`\(keyword.spelling)` is expected after \(after), but found \(found)",
        help: keyword == .for
          ? "write `swap \"the old\" for \"the new\" from IMAGE`"
          : "say which image it comes from: `from NAME` or `from \"FILE\"`",
        fix: "put `\(keyword.spelling)` there")
    case .wordForKeyword(let keyword):
      Wording(
        .wordExpected, "`\(keyword.spelling)` is expected here, but found \(found)",
        help: "write `\(keyword.spelling)`")
    case .misspelt(let keyword):
      Wording(
        .wordExpected,
        context.text.lowercased() == keyword.spelling
          ? "\(found) is written in small letters"
          : "\(found) is no word of the language; did you mean `\(keyword.spelling)`?",
        help: "write `\(keyword.spelling)`")
    case .placeBeforeImage:
      Wording(
        .wordExpected, "the image comes first, then the place",
        help: "write `add \"…\" from IMAGE onto \"…\"`")
    case .equalsExpected(let after):
      Wording(
        .wordExpected, "`=` is expected after \(after), but found \(found)",
        help: "write `NAME = \"…\"`", fix: "put `=` there")
    case .colonForEquals:
      Wording(
        .wordExpected, "`=` stands between a name and what it means, not \(found)",
        help: "write `=`")
    default:
      Wording(
        .unexpected, "no \(found) stands behind \(Self.word(before: kind))",
        help: "remove the \(found)")
    }
  }

  private static func word(before kind: Kind) -> String {
    if case .straySign(_, let after) = kind { quoted(after) } else { "it" }
  }

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

  /// Codes K105 and K106.
  func nameWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .videoNameMissing:
      Wording(
        .nameExpected, "the name of the video is expected before `=`",
        help: "write `video NAME = \"…\"`; without a name there is no `=`: `video \"…\"`")
    case .imageNameMissing:
      Wording(
        .nameExpected, "an image has a name, by which edits take it",
        help: "write `image NAME = \"…\"`, and `from NAME` in the edit")
    case .nameBehindVideo:
      Wording(
        .nameExpected, "the name of a video stands before it",
        help: "write `video NAME = \"…\"`")
    case .nameWithBlank:
      Wording(
        .nameExpected, "\(found) is more than one word, and a name is one",
        help: "write `\(context.text.replacing(" ", with: "-"))`, here and where it is used")
    case .nameBeginsWithDigit:
      Wording(
        .nameExpected, "\(found) begins with a digit, and no name does", help: Self.names)
    case .foreignName:
      Wording(
        .nameExpected, "\(found) has letters that no name can have",
        help: "names are made of `a` to `z`, `A` to `Z`, digits, `_` and `-`; texts in quotes may "
          + "have any letters")
    case .reservedName(let keyword):
      Wording(
        .reservedName, "`\(keyword.spelling)` is a word of the language and cannot be a name",
        help: "choose another, for example `\(keyword.spelling)1`")
    case .quotedName:
      Wording(
        .nameExpected, "a name stands without quotes",
        help: context.edits.isEmpty ? Self.names : "write \(context.mended)")
    default:
      Wording(
        .nameExpected, "\(Self.role(of: kind)) is expected here, but found \(found)",
        help: context.text.hasPrefix("{")
          ? "write the name itself: a parameter may stand for a value, never for a name"
          : Self.names)
    }
  }

  private static let names =
    "a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`"

  private static func role(of kind: Kind) -> String {
    if case .nameExpected(let role) = kind { role.rawValue } else { "a name" }
  }
}
