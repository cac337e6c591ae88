import KEditSyntax

/// Takes text of the language apart into the fragments of a document.
///
/// Whatever stands between two parts and is no white space, comments above all, goes with the part
/// behind it.
struct FragmentReader {
  private let tree: SyntaxTree
  private var position = 0

  /// An edit as it was written: what a draft is made of.
  struct Edit {
    var head: String
    var clauses: [Draft.Clause] = []
    /// The parts of each `at` clause, in order.
    var marks: [(moment: String, points: [String])] = []
  }

  enum Part {
    case statement(Document.Statement)
    case edit(Edit)
  }

  init(_ tree: SyntaxTree) {
    self.tree = tree
  }

  /// All statements in order, and the comments behind the last one.
  static func read(_ tree: SyntaxTree) -> (parts: [Part], tail: String) {
    var reader = FragmentReader(tree)
    let parts = reader.readAll()
    return (parts, reader.remark(upTo: tree.source.bytes.count).trimmed)
  }

  private mutating func readAll() -> [Part] {
    tree.root.children.map { node in
      node.kind == .edit ? .edit(read(edit: node)) : .statement(read(statement: node))
    }
  }

  private mutating func read(statement node: SyntaxNode) -> Document.Statement {
    let text = remark(upTo: node.span.start) + node.text
    position = node.span.end
    return Document.Statement(
      kind: node.kind, option: node.child(.option)?.firstToken?.keyword, text: text)
  }

  private mutating func read(edit node: SyntaxNode) -> Edit {
    var start = remark(upTo: node.span.start)
    var endOfHead = node.span.start
    var edit = Edit(head: "")
    position = node.span.start
    for child in node.children {
      switch child.kind {
      case .target, .element, .text, .unexpected:
        guard edit.clauses.isEmpty, edit.marks.isEmpty else { break }
        endOfHead = child.span.end
        position = endOfHead
      case .atClause:
        // Marks come and go; what is said of them stays with the edit.
        start += remark(upTo: child.span.start)
        position = child.span.end
        edit.marks.append(Self.marks(of: child))
      default:
        let text = remark(upTo: child.span.start) + child.text
        position = child.span.end
        edit.clauses.append(
          Draft.Clause(
            kind: child.kind, option: child.kind == .option ? child.firstToken?.keyword : nil,
            text: text))
      }
    }
    if endOfHead == node.span.start {
      endOfHead = node.children.first { _ in true }?.span.start ?? node.span.end
    }
    edit.head = start + tree.source.text(of: Span(node.span.start, endOfHead)).trimmed
    position = max(position, node.span.end)
    return edit
  }

  /// The moment and the points of an `at` clause, as they were written.
  static func marks(of clause: SyntaxNode) -> (moment: String, points: [String]) {
    var moment: String?
    var points: [String] = []
    for child in clause.children {
      switch child.kind {
      case .frameMoment, .timeMoment: moment = words(of: child)
      case .placeholder where moment == nil: moment = child.text
      case .point, .placeholder: points.append(child.text)
      default: break
      }
    }
    return (moment ?? "", points)
  }

  /// The text without remarks, in one line.
  private static func words(of node: SyntaxNode) -> String {
    let bytes = Array(node.text.utf8)
    let tokens = Lexer.tokens(of: bytes)
    return zip(tokens, tokens.dropFirst()).filter { !$0.0.kind.isTrivia }.map { token, next in
      String(decoding: bytes[token.start..<next.start], as: UTF8.self)
    }.joined(separator: " ")
  }

  /// The comments between the part before and the one that begins at an offset, each on a line of its own.
  private func remark(upTo end: Int) -> String {
    guard position < end else { return "" }
    let gap = tree.source.text(of: Span(position, end))
    return gap.contains("#") ? gap.trimmed + "\n" : ""
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    let end = reversed().drop(while: \.isWhitespace).startIndex.base
    let start = firstIndex { !$0.isWhitespace } ?? end
    return start < end ? String(self[start..<end]) : ""
  }
}
