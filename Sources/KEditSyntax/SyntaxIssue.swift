/// Something the lexer or the parser could not accept: what, where, and the change that mends it;
/// without words.
package struct SyntaxIssue: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    // Bytes
    case invalidUTF8(count: Int)
    /// The whole file is something else.
    case foreignFile(ForeignFile)
    case nul(count: Int)
    case strayCharacters
    case foreignBlank(Unicode.Scalar)
    case foreignComment
    case terminator
    case fence
    case bullet
    // Tokens
    case unclosedText
    case unclosedBlock
    case closedByForeignQuote
    case openingQuoteMissing
    case quoteInsideText
    case secondText
    case foreignQuotes
    case number(NumberShape)
    case fullWidthSign(ascii: String)
    // Inside texts
    case unknownEscape
    case invalidUnicodeEscape
    case surrogatePair
    case windowsPath
    case loneBrace
    case emptyBraces
    case blankInBraces
    case doubledBraces
    case blockContentOnFirstLine
    case blockEndNotOnOwnLine
    case blockIndentation
    // Statements
    case statementExpected
    /// A word stands where a statement begins; with the keyword it was taken for, if any.
    case unknownStatement(takenFor: Keyword?)
    case clauseOutsideEdit(Keyword)
    case clauseExpected
    /// A word stands where a clause begins; with the keyword it was taken for or is near, if any.
    case unknownClause(nearest: Keyword?)
    case thenWithoutEdit
    case optionExpected(nearest: Keyword?)
    case optionWithoutSet(Keyword)
    case clauseInSet(Keyword)
    case templateKindExpected(nearest: Keyword?)
    /// Braces, brackets or parentheses around what needs none.
    case needlessBrackets(String)
    case strayComma
    case strayWord
    /// An edit is written as functions are called elsewhere.
    case call(Keyword?)
    case andNotHere(Keyword)
    // Parts
    case textExpected(Role)
    case unquotedText(Role)
    case nameExpected(Role)
    case videoNameMissing
    case imageNameMissing
    case nameBehindVideo
    case nameWithBlank
    case nameBeginsWithDigit
    case foreignName
    case reservedName(Keyword)
    case quotedName
    case valueExpected(Keyword)
    case keywordExpected(Keyword, after: String)
    /// Another word or sign stands where this keyword belongs.
    case wordForKeyword(Keyword)
    case misspelt(Keyword)
    case placeBeforeImage
    case equalsExpected(after: String)
    case colonForEquals
    case straySign(String, after: String)
    case versionExpected
    // Marks
    case momentExpected
    case frameNumberExpected
    case hashBeforeNumber
    case numberWithoutFrame
    case numberBeforeFrame
    case frameWordAlone(String)
    case severalFrames
    case timeWithColons
    /// `frame 1.5 s`; the time as it is written.
    case timeBehindFrame(String)
    case atMissing
    case pointBeforeMoment
    case pointExpected
    case pointKeywordMissing
    case severalPointsAfterPoint
    case signBetweenPoints
    case pointNotOpened
    case bracketsForParentheses
    case pointNotClosed
    case pointHasMoreParts
    case coordinateExpected(String)
    case commaMissingInPoint
    case commaWithoutPoint
    case decimalComma
    case blankBeforeUnit(String)
    case unitOfDuration
    case namedCoordinates
    case quotient
    case pixelsByPixels
  }

  /// What a part is in its statement, for the message.
  package enum Role: String, Hashable, Sendable {
    case video = "the video"
    case videoName = "the name of the video"
    case videoID = "the id of the video"
    case image = "the image"
    case imageName = "the name of the image"
    case imageSource = "the image's file or URL"
    case included = "the file to include"
    case parameter = "the name of the parameter"
    case parameterDefault = "the default of the parameter"
    case template = "the template"
    case removed = "what is removed"
    case replaced = "what is replaced"
    case replacement = "what comes in its place"
    case added = "what is added"
    case place = "the place"
    case result = "the name of the result"
    case fileName = "the file name"
    case taskID = "the task's id"
    case value = "the value"
  }

  package let kind: Kind
  package let span: Span
  /// The change of the text that is the one right answer; empty where there is none.
  package var edits: [Diagnostic.Fix.Edit]

  package init(_ kind: Kind, _ span: Span, _ edits: [Diagnostic.Fix.Edit] = []) {
    self.kind = kind
    self.span = span
    self.edits = edits
  }

  /// Whether the file is no text in UTF-8, or no file of the language at all.
  package var isFaultOfFile: Bool {
    switch kind {
    case .invalidUTF8, .nul, .foreignFile: true
    default: false
    }
  }

  /// Whether it is a NUL, which no text has.
  package var isNUL: Bool {
    if case .nul = kind { true } else { false }
  }

  /// So many of a file are kept; nobody reads more, and a file that is all errors has millions.
  package static let limit = 10_000
}
