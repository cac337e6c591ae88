/// How the issues of lexer and parser are put into words.
extension SyntaxIssue {
  /// The finding as a diagnostic about `source`.
  package func diagnostic(in source: SourceText) -> Diagnostic {
    let words = wording(Context(source: source, span: span, edits: edits))
    let action = words.fix ?? words.help
    let fix = Diagnostic.Fix(message: action, isSafe: words.isSafe, edits: edits)
    return Diagnostic(
      words.code, words.message, at: Diagnostic.Place(file: source.name, span: span),
      help: words.help, fixes: edits.isEmpty ? [] : [fix.spaced(beside: span, in: source)])
  }

  struct Wording {
    let code: DiagnosticCode
    let message: String
    let help: String
    /// What the fix does, where that is less than the help says.
    let fix: String?
    /// Whether the change may be made unseen.
    let isSafe: Bool

    init(
      _ code: DiagnosticCode, _ message: String, help: String, fix: String? = nil,
      isSafe: Bool = true
    ) {
      self.code = code
      self.message = message
      self.help = help
      self.fix = fix
      self.isSafe = isSafe
    }
  }

  /// What a message may say of the place.
  struct Context {
    let source: SourceText
    let span: Span
    let edits: [Diagnostic.Fix.Edit]

    var text: String { source.text(of: span) }

    /// What stands at the place, for "…, but found X".
    var found: String {
      guard !span.isEmpty else {
        return span.end >= source.bytes.count ? "the end of the file" : "the end of the line"
      }
      return quoted(text)
    }

    /// The place as it is when it is mended.
    var mended: String {
      var bytes = Array(source.bytes[span.start..<span.end])
      for edit in edits.sorted(by: { $0.span > $1.span })
      where span.start <= edit.span.start && edit.span.end <= span.end {
        let range = edit.span.start - span.start..<edit.span.end - span.start
        bytes.replaceSubrange(range, with: Array(edit.replacement.utf8))
      }
      return quoted(String(decoding: bytes, as: UTF8.self))
    }
  }

  private func wording(_ context: Context) -> Wording {
    switch kind {
    case .invalidUTF8, .foreignFile, .nul, .strayCharacters, .foreignBlank, .foreignComment,
      .terminator,
      .fence, .bullet, .fullWidthSign, .needlessBrackets, .strayComma, .strayWord,
      .call:
      characterWording(context)
    case .number(let shape):
      numberWording(shape, context)
    case .unclosedText, .unclosedBlock, .closedByForeignQuote, .openingQuoteMissing,
      .quoteInsideText, .secondText, .foreignQuotes, .unknownEscape, .invalidUnicodeEscape,
      .surrogatePair, .windowsPath, .loneBrace, .emptyBraces, .blankInBraces, .doubledBraces,
      .blockContentOnFirstLine, .blockEndNotOnOwnLine, .blockIndentation:
      textWording(context)
    case .momentExpected, .frameNumberExpected, .hashBeforeNumber, .numberWithoutFrame,
      .numberBeforeFrame, .frameWordAlone, .severalFrames, .timeWithColons, .timeBehindFrame,
      .atMissing:
      momentWording(context)
    case .pointBeforeMoment, .pointExpected, .pointKeywordMissing, .severalPointsAfterPoint,
      .signBetweenPoints, .pointNotOpened, .bracketsForParentheses, .pointNotClosed,
      .pointHasMoreParts, .coordinateExpected, .commaMissingInPoint, .commaWithoutPoint,
      .decimalComma, .blankBeforeUnit, .unitOfDuration, .namedCoordinates, .quotient,
      .pixelsByPixels:
      pointWording(context)
    case .nameExpected, .videoNameMissing, .imageNameMissing, .nameBehindVideo, .nameWithBlank,
      .nameBeginsWithDigit, .foreignName, .reservedName, .quotedName:
      nameWording(context)
    case .statementExpected, .unknownStatement, .clauseOutsideEdit, .clauseExpected,
      .unknownClause, .thenWithoutEdit, .optionExpected, .optionWithoutSet, .clauseInSet,
      .templateKindExpected, .andNotHere, .versionExpected:
      statementWording(context)
    case .textExpected, .unquotedText, .valueExpected, .keywordExpected, .wordForKeyword,
      .misspelt, .placeBeforeImage, .equalsExpected, .colonForEquals, .straySign:
      partWording(context)
    }
  }
}

/// Text of the file as it is shown in a message: in backquotes, shortened, on one line, with what
/// nobody would see by its number.
package func quoted(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  let short = line.count > 40 ? line.prefix(37) + "…" : line[...]
  var shown = String.UnicodeScalarView()
  for scalar in short.unicodeScalars {
    if isOverlooked(scalar) {
      shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
    } else {
      shown.append(scalar)
    }
  }
  return "`\(String(shown))`"
}

/// Whether a character looks like a plain blank or like nothing at all. What joins others, as in emoji,
/// does not count.
private func isOverlooked(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0xA0, 0xAD, 0x2000...0x200B, 0x202F, 0x205F, 0x2060: true
  default: false
  }
}
