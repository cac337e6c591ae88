import KEditSyntax

/// What an editor is to tell apart by colour.
enum TokenClass: String, Hashable, CaseIterable {
  case comment
  /// `then` and what changes the video.
  case verb
  case declaration
  case clause
  case option
  case value
  case name
  case parameter
  case number
  case unit
  case text
  case block
  case escape
  case equals
  case comma
  case parenthesis
}

extension SyntaxTree {
  /// For each byte, what it is, from the outside to the inside; nothing for white space.
  ///
  /// Told from kedit's own tree and tokens; the file is one without mistakes.
  func classes() -> [[TokenClass]] {
    var classes: [[TokenClass]] = Array(repeating: [], count: source.bytes.count)
    var roles: [Int: NodeKind] = [:]
    collectRoles(of: root, parent: root, into: &roles)
    for (index, token) in tokens.enumerated() {
      guard let kind = token.tokenClass(role: roles[index]) else { continue }
      let span = span(ofToken: index)
      for offset in span.start..<span.end { classes[offset] = [kind] }
      switch kind {
      case .text, .block: paintText(span, &classes)
      case .number:
        let digits = source.bytes[span.start..<span.end].lastIndex { 0x30...0x39 ~= $0 }
        for offset in (digits ?? span.start) + 1..<span.end { classes[offset].append(.unit) }
      default: break
      }
    }
    return classes
  }

  /// Which tokens are names or values, and of what.
  private func collectRoles(
    of node: SyntaxNode, parent: SyntaxNode, into roles: inout [Int: NodeKind]
  ) {
    switch node.kind {
    case .name:
      roles[node.tokenRange.lowerBound] = parent.kind == .paramStatement ? .placeholder : .name
    case .reference: roles[node.tokenRange.lowerBound] = .name
    case .word where parent.kind != .templateStatement:
      roles[node.tokenRange.lowerBound] = .word
    default: break
    }
    for child in node.children { collectRoles(of: child, parent: node, into: &roles) }
  }

  /// Escapes and placeholders, by the rules of the grammar.
  private func paintText(_ span: Span, _ classes: inout [[TokenClass]]) {
    var offset = span.start
    while offset < span.end {
      var length = 1
      switch source.bytes[offset] {
      case UInt8(ascii: "\\"):
        length = 2
        if source.bytes[offset + 1] == UInt8(ascii: "u") {
          let end = source.bytes[offset...].firstIndex(of: UInt8(ascii: "}")) ?? offset
          length = end + 1 - offset
        }
        for place in offset..<offset + length { classes[place].append(.escape) }
      case UInt8(ascii: "{"):
        let end = source.bytes[offset...].firstIndex(of: UInt8(ascii: "}")) ?? offset
        length = end + 1 - offset
        for place in offset..<offset + length { classes[place].append(.parameter) }
      default: break
      }
      offset += length
    }
  }
}

extension Token {
  fileprivate func tokenClass(role: NodeKind?) -> TokenClass? {
    switch role {
    case .placeholder: return .parameter
    case .name: return .name
    case .word: return .value
    default: break
    }
    switch kind {
    case .comment: return .comment
    case .keyword: return keyword?.tokenClass
    case .number: return .number
    case .text: return quotes == .block ? .block : .text
    case .placeholder: return .parameter
    case .equals: return .equals
    case .comma: return .comma
    case .leftParenthesis, .rightParenthesis: return .parenthesis
    default: return nil
    }
  }
}

extension Keyword {
  /// Options and edits by what kedit says of them; of the rest, what begins a statement declares.
  fileprivate var tokenClass: TokenClass {
    if isOption { return .option }
    if isEdit || self == .then { return .verb }
    return beginsStatement ? .declaration : .clause
  }
}
