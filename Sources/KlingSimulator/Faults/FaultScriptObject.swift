import OrderedJSON

/// The members of an object of a fault script, taken one by one; one that nobody took is a mistake.
struct FaultScriptObject {
  typealias Mistake = FaultScriptReader.Mistake

  private let node: JSONNode
  /// What the object is, for messages.
  private let name: String
  private let members: [(key: String, node: JSONNode)]
  private var taken: [String] = []

  init(_ node: JSONNode, name: String) throws(Mistake) {
    guard node.value.object != nil else {
      throw Mistake(
        message: "\(name) must be an object, this is \(node.value.kind)", offset: node.offset)
    }
    self.node = node
    self.name = name
    self.members = node.members
  }

  /// A mistake at the value of a member, or at the object where it has none.
  func mistake(_ key: String, _ message: String) -> Mistake {
    let place = members.first { $0.key == key }?.node ?? node
    return Mistake(message: "'\(key)' \(message)", offset: place.offset)
  }

  /// - Throws: a mistake at the first member that nobody took.
  func end() throws(Mistake) {
    guard let other = members.first(where: { !taken.contains($0.key) }) else { return }
    let known = taken.map { "'\($0)'" }.joined(separator: ", ")
    throw Mistake(
      message: "\(name) has no '\(other.key)' here, only \(known)", offset: other.node.offset)
  }

  // MARK: Values

  mutating func optional(_ key: String) -> JSONNode? {
    taken.append(key)
    return members.first { $0.key == key }?.node
  }

  mutating func required(_ key: String) throws(Mistake) -> JSONNode {
    guard let node = optional(key) else { throw mistake(key, "is missing") }
    return node
  }

  mutating func array(_ key: String) throws(Mistake) -> [JSONNode] {
    let node = try required(key)
    guard node.value.array != nil else { throw mistake(key, "must be a list") }
    return node.elements
  }

  mutating func optionalString(_ key: String) throws(Mistake) -> String? {
    guard let node = optional(key) else { return nil }
    guard let text = node.value.string, !text.isEmpty else {
      throw mistake(key, "must be a text that is not empty")
    }
    return text
  }

  mutating func string(_ key: String) throws(Mistake) -> String {
    guard let text = try optionalString(key) else { throw mistake(key, "is missing") }
    return text
  }

  mutating func optionalChoice<Choice>(
    _ key: String, of type: Choice.Type
  ) throws(Mistake) -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    guard let node = optional(key) else { return nil }
    guard let choice = node.value.string.flatMap(Choice.init(rawValue:)) else {
      let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
      throw mistake(key, "must be \(words)")
    }
    return choice
  }

  mutating func optionalInteger(
    _ key: String, in range: ClosedRange<Int>
  ) throws(Mistake) -> Int? {
    guard let node = optional(key) else { return nil }
    guard let number = node.value.int, range ~= number else {
      throw mistake(
        key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(Mistake) -> Int {
    guard let number = try optionalInteger(key, in: range) else {
      throw mistake(key, "is missing")
    }
    return number
  }

  /// A time of at most a day, fractions of a second allowed.
  mutating func seconds(_ key: String) throws(Mistake) -> Duration {
    let node = try required(key)
    guard let seconds = node.value.double, 0...86_400 ~= seconds else {
      throw mistake(key, "must be a number of seconds from 0 to 86400")
    }
    return .milliseconds(Int(seconds * 1000))
  }
}
