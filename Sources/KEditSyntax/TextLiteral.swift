/// What a quoted text means: its characters, and the placeholders among them.
package struct TextLiteral: Hashable, Sendable {
  package enum Segment: Hashable, Sendable {
    case characters(String)
    /// `{name}`, with the span of the whole placeholder.
    case placeholder(name: String, span: Span)
  }

  /// The characters alone where there is no placeholder.
  package let plain: String?
  /// Where there is a placeholder: what `plain` cannot hold.
  private let mixed: [Segment]
  /// Between the quotes (of a block: with its line ends and indentation).
  package let contentSpan: Span
  /// What is wrong inside; the segments leave it out.
  package let issues: [SyntaxIssue]

  /// A text without placeholders.
  init(plain: String, contentSpan: Span, issues: [SyntaxIssue] = []) {
    self.plain = plain
    self.mixed = []
    self.contentSpan = contentSpan
    self.issues = issues
  }

  init(mixed: [Segment], contentSpan: Span, issues: [SyntaxIssue]) {
    self.plain = nil
    self.mixed = mixed
    self.contentSpan = contentSpan
    self.issues = issues
  }

  /// In order; characters next to each other are one segment.
  package var segments: [Segment] {
    guard let plain else { return mixed }
    return plain.isEmpty ? [] : [.characters(plain)]
  }

  /// The placeholders, in order.
  package var placeholders: [(name: String, span: Span)] {
    mixed.compactMap {
      if case .placeholder(let name, let span) = $0 { (name, span) } else { nil }
    }
  }
}

extension SyntaxTree {
  /// What the text says that a node begins with; `nil` where it begins with none.
  package func literal(ofNode index: Int) -> TextLiteral? {
    guard let quotes = firstToken(ofNode: index)?.quotes else { return nil }
    if let content = verbatimContent(ofNode: index) {
      return TextLiteral(plain: source.text(of: content), contentSpan: content)
    }
    var decoder = TextDecoder(source: source)
    return decoder.decode(span(ofToken: Int(nodes[index].firstToken)), quotes)
  }

  /// The bytes between the quotes of a text where they are what it says: no escape, no brace, and
  /// all on one line. Most texts are such; nothing has to be decoded or copied to compare them.
  package func verbatimContent(ofNode index: Int) -> Span? {
    guard firstToken(ofNode: index)?.isVerbatim == true else { return nil }
    let text = span(ofToken: Int(nodes[index].firstToken))
    return Span(text.start + 1, text.end - 1)
  }
}

extension SyntaxNode {
  /// What the text says that this node begins with; `nil` where it begins with none.
  package var literal: TextLiteral? { tree.literal(ofNode: index) }
}
