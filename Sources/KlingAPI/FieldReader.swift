import OrderedJSON
import PlainText

/// Why an answer is not what the documents promise: the field, what stands there, what was expected.
struct MalformedAnswer: Error, Hashable, Sendable {
  /// What is wrong, and where.
  let fault: String
  /// The beginning of what stands there, as it came.
  let found: String?

  init(_ fault: String, found: String? = nil) {
    self.fault = fault
    self.found = found.map { String($0.prefix(4096)) }
  }

  /// One line, safe to show. `blank` takes the secrets out of a text; it must see them whole, so it
  /// comes before the text is cut.
  func description(blanking blank: (String) -> String) -> String {
    fault + (found.map { ": " + harmless(blank($0), limit: 80) } ?? "")
  }
}

/// Reads the members of one object and knows where it stands, so that a complaint can name the field.
///
/// `null` counts as absent. Texts may come as numbers and numbers as texts, for gateways do both.
struct FieldReader {
  let value: JSON
  let path: String

  /// Accepts an object, or an array of just one object where an object is documented (ruling 6).
  init(_ value: JSON, path: String) throws(MalformedAnswer) {
    let candidate =
      if let elements = value.array, elements.count == 1 { elements[0] } else { value }
    guard candidate.object != nil else {
      throw Self.mismatch(path, expected: "an object", found: value)
    }
    self.value = candidate
    self.path = path
  }

  private static func mismatch(_ path: String, expected: String, found: JSON?) -> MalformedAnswer {
    guard let found else { return MalformedAnswer("\(path) is missing (\(expected))") }
    return MalformedAnswer(
      "\(path): \(expected) is expected, but \(found.kind) stands there", found: found.text())
  }

  private func member(_ key: String) -> JSON? {
    guard let member = value[key], !member.isNull else { return nil }
    return member
  }

  private func optional<T>(
    _ key: String, _ expected: String, _ read: (JSON) -> T?
  ) throws(MalformedAnswer) -> T? {
    guard let member = member(key) else { return nil }
    guard let result = read(member) else {
      throw Self.mismatch("\(path).\(key)", expected: expected, found: member)
    }
    return result
  }

  private func required<T>(
    _ key: String, _ expected: String, _ read: (JSON) -> T?
  ) throws(MalformedAnswer) -> T {
    guard let result = try optional(key, expected, read) else {
      throw Self.mismatch("\(path).\(key)", expected: expected, found: nil)
    }
    return result
  }

  /// A text, or a number by its exact text: ids and units come either way.
  func text(_ key: String) throws(MalformedAnswer) -> String {
    try required(key, "a text") { $0.string ?? $0.number?.text }
  }

  /// Like `text`, but not empty: with an empty id the next call would be aimed at something else.
  func id(_ key: String) throws(MalformedAnswer) -> String {
    guard let id = try optionalText(key) else {
      throw Self.mismatch("\(path).\(key)", expected: "an id", found: nil)
    }
    return id
  }

  /// Like `text`, where an empty text counts as absent.
  func optionalText(_ key: String) throws(MalformedAnswer) -> String? {
    let text = try optional(key, "a text") { $0.string ?? $0.number?.text }
    return text == "" ? nil : text
  }

  func number(_ key: String) throws(MalformedAnswer) -> JSONNumber {
    try required(key, "a number", Self.number)
  }

  func int(_ key: String) throws(MalformedAnswer) -> Int {
    try required(key, "a whole number") { Self.number($0)?.int }
  }

  func optionalInt(_ key: String) throws(MalformedAnswer) -> Int? {
    try optional(key, "a whole number") { Self.number($0)?.int }
  }

  func optionalBool(_ key: String) throws(MalformedAnswer) -> Bool? {
    try optional(key, "true or false", \.bool)
  }

  func object(_ key: String) throws(MalformedAnswer) -> FieldReader {
    try FieldReader(try required(key, "an object") { $0 }, path: "\(path).\(key)")
  }

  func optionalObject(_ key: String) throws(MalformedAnswer) -> FieldReader? {
    guard let member = member(key) else { return nil }
    return try FieldReader(member, path: "\(path).\(key)")
  }

  /// The elements of an array of objects; none where the array is absent.
  func objects(_ key: String) throws(MalformedAnswer) -> [FieldReader] {
    guard let elements = try optional(key, "an array", \.array) else { return [] }
    return try Self.objects(elements, path: "\(path).\(key)")
  }

  static func objects(_ elements: [JSON], path: String) throws(MalformedAnswer) -> [FieldReader] {
    var readers: [FieldReader] = []
    for (index, element) in elements.enumerated() {
      readers.append(try FieldReader(element, path: "\(path)[\(index)]"))
    }
    return readers
  }

  /// Exactly two whole numbers.
  func pair(_ key: String) throws(MalformedAnswer) -> (Int, Int) {
    try required(key, "an array of two whole numbers") { value in
      guard let elements = value.array, elements.count == 2,
        let first = elements[0].int, let second = elements[1].int
      else { return nil }
      return (first, second)
    }
  }

  private static func number(_ value: JSON) -> JSONNumber? {
    if let number = value.number { return number }
    guard let text = value.string else { return nil }
    return (try? JSON.parse(Array(text.utf8)))?.number
  }
}
