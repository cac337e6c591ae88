import KEditSyntax

extension ParameterValue {
  /// Reads the default of a parameter; `nil` for a node that is none, or a faulty one.
  init?(_ node: SyntaxNode) {
    switch node.kind {
    case .text:
      guard let literal = node.literal, literal.issues.isEmpty, let plain = literal.plain else {
        return nil
      }
      self = .text(plain)
    case .number:
      guard let number = NumberText(node) else { return nil }
      self = .number(number)
    case .timeMoment:
      guard let number = NumberText(node) else { return nil }
      self = number.shape == .plain ? .number(number) : .time(number)
    case .frameMoment:
      if let word = node.child(.word)?.text {
        guard word == "first" || word == "last" else { return nil }
        self = word == "first" ? .firstFrame : .lastFrame
      } else {
        guard let number = node.child(.number).flatMap({ NumberText($0) }) else { return nil }
        self = .frame(number)
      }
    case .point:
      let numbers = node.children.compactMap { NumberText($0) }
      guard numbers.count == 2 else { return nil }
      self = .point(numbers[0], numbers[1])
    default: return nil
    }
  }

  /// Reads a value from the command line or a table, where a text is taken literally.
  ///
  /// - Returns: `nil` where the text is no value of that kind.
  init?(_ text: String, as kind: ParameterKind) {
    if kind == .text {
      self = .text(text)
      return
    }
    let tree = Parser.parseLiteral(SourceText(name: "", text: text))
    var nodes = tree.root.children
    guard tree.issues.isEmpty, let node = nodes.next(), nodes.next() == nil,
      !tree.tokens.contains(where: { $0.kind == .comment }), let value = ParameterValue(node),
      value.kind == kind
    else { return nil }
    self = value
  }
}

extension NumberText {
  fileprivate init?(_ node: SyntaxNode) {
    guard let shape = node.firstToken?.numberShape, shape.isSound else { return nil }
    self.init(written: node.text, shape: shape)
  }
}
