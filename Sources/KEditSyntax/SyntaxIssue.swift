/// Something the lexer or the parser could not accept: what and where, without words.
package struct SyntaxIssue: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    // Bytes
    case invalidUTF8
    case nul
    case strayCharacters
    // Tokens
    case unclosedText
    case unclosedBlock
    case foreignQuotes(Quotes)
    case number(NumberShape)
    case fullWidthSign(ascii: String)
    // Inside texts
    case unknownEscape
    case invalidUnicodeEscape
    case loneBrace
    case blockContentOnFirstLine
    case blockEndNotOnOwnLine
    case blockIndentation
    // Statements
    case statementExpected
    /// A word stands where a statement begins; with the keyword it was taken for, if any.
    case unknownStatement(takenFor: Keyword?)
    case clauseOutsideEdit(Keyword)
    case clauseExpected
    /// A word stands where a clause begins; with the nearest keyword, if any is near.
    case unknownClause(nearest: Keyword?)
    case thenWithoutEdit
    case optionExpected(nearest: Keyword?)
    case templateKindExpected
    // Parts
    case textExpected(Role)
    case unquotedText(Role)
    case nameExpected(Role)
    case reservedName(Keyword)
    case quotedName
    case valueExpected(Keyword)
    case keywordExpected(Keyword, after: String)
    case equalsExpected(after: String)
    case colonForEquals
    case straySign(String, after: String)
    case versionExpected
    // Marks
    case momentExpected
    case frameNumberExpected
    case numberWithoutFrame
    case pointExpected
    case pointKeywordMissing
    case severalPointsAfterPoint
    case pointNotOpened
    case pointNotClosed
    case coordinateExpected(String)
    case commaMissingInPoint
    case commaWithoutPoint
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
  }

  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }
}
