import OrderedJSON

extension PlanReader {
  /// The members of an object by name. Unknown ones are reported and left out; missing ones are
  /// reported too.
  mutating func object(
    _ node: PlanNode, required: [String], optional: [String] = []
  ) -> [String: PlanNode]? {
    guard node.value.object != nil else {
      report(.type(expected: "an object", found: node.value.kind), at: node)
      return nil
    }
    var members: [String: PlanNode] = [:]
    for (key, member) in node.members {
      if required.contains(key) || optional.contains(key) {
        members[key] = member
      } else {
        report(.unknownMember(key, allowed: required + optional), at: member)
      }
    }
    for key in required where members[key] == nil { report(.missingMember(key), at: node) }
    return members
  }

  mutating func array(_ node: PlanNode) -> [PlanNode]? {
    guard node.value.array != nil else {
      report(.type(expected: "an array", found: node.value.kind), at: node)
      return nil
    }
    return node.elements
  }

  mutating func string(_ node: PlanNode) -> String? {
    guard let text = node.value.string else {
      report(.type(expected: "a string", found: node.value.kind), at: node)
      return nil
    }
    return text
  }

  mutating func nonEmptyString(_ node: PlanNode) -> String? {
    guard let text = string(node) else { return nil }
    if text.isEmpty {
      report(.emptyText, at: node)
      return nil
    }
    return text
  }

  mutating func bool(_ node: PlanNode) -> Bool? {
    guard let value = node.value.bool else {
      report(.type(expected: "a boolean", found: node.value.kind), at: node)
      return nil
    }
    return value
  }

  mutating func wholeNumber(_ node: PlanNode, least: Int) -> Int? {
    guard let number = node.value.number else {
      report(.type(expected: "a number", found: node.value.kind), at: node)
      return nil
    }
    guard let value = number.int, value >= least else {
      report(.wholeNumber(least: least, found: number.text), at: node)
      return nil
    }
    return value
  }

  /// One of a few words.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ node: PlanNode, of type: Word.Type
  ) -> Word? where Word.RawValue == String {
    guard let text = string(node) else { return nil }
    if let word = Word(rawValue: text) { return word }
    report(.word(expected: Word.allCases.map(\.rawValue), found: text), at: node)
    return nil
  }

  /// A member that can say only one thing.
  mutating func constant(_ node: PlanNode?, _ expected: String) {
    guard let node, let text = string(node) else { return }
    if !text.utf8.elementsEqual(expected.utf8) {
      report(.word(expected: [expected], found: text), at: node)
    }
  }

  /// A SHA-256.
  mutating func digest(_ node: PlanNode) -> String? {
    guard let text = string(node) else { return nil }
    let isHash =
      text.utf8.count == 64
      && text.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
    if isHash { return text }
    report(.hash, at: node)
    return nil
  }

  mutating func webURL(_ node: PlanNode, _ text: String) -> WebURL? {
    do {
      return try WebURL(text)
    } catch {
      report(.url(error), at: node)
      return nil
    }
  }
}
