/// A JSON value that keeps the order of its members and the text of its numbers.
///
/// A plan must be the same bytes wherever it is made, a fingerprint must not depend on a hash
/// table's order, and a coordinate must be deletable by exactly the number that was sent. None of
/// this survives a dictionary and a `Double`.
package indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

/// The text of a JSON number, as it was written or as it is to be written.
package struct JSONNumber: Hashable, Sendable {
  /// The number in JSON's own notation, for example `0.77`, `30.0` or `1e-05`.
  package let text: String

  /// Takes the text as it stands; the parser has made sure that it is a number.
  init(unchecked text: String) {
    self.text = text
  }

  package init(_ value: Int) {
    self.text = String(value)
  }

  /// The shortest text that reads back as the same double.
  ///
  /// - Precondition: `value` is finite, for JSON has no other numbers.
  package init(_ value: Double) {
    precondition(value.isFinite, "JSON has no infinities and no NaN")
    let text = value.description
    self.text = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The same with a fraction even where that is zero, for example `30.0`: for a reader who tells
  /// floats from integers by their text.
  ///
  /// - Precondition: `value` is finite, for JSON has no other numbers.
  package init(float value: Double) {
    precondition(value.isFinite, "JSON has no infinities and no NaN")
    self.text = value.description
  }

  /// The value where it is a whole number that an `Int` holds, be it written `30` or `30.0`.
  package var int: Int? {
    if let value = Int(text) { return value }
    guard let value = Double(text) else { return nil }
    return Int(exactly: value)
  }

  /// The nearest double; `nil` where it is too large for one.
  package var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

/// The members of a JSON object, in order.
package struct JSONObject: Hashable, Sendable {
  /// A key with its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSON

    package init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  package private(set) var members: [Member]

  package init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of the first member of that name; setting appends or replaces, `nil` removes.
  package subscript(key: String) -> JSON? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  package var keys: [String] { members.map(\.key) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(floatLiteral value: Double) { self = .number(JSONNumber(value)) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}

extension JSON {
  package static func int(_ value: Int) -> JSON { .number(JSONNumber(value)) }
  package static func double(_ value: Double) -> JSON { .number(JSONNumber(value)) }
  package static func float(_ value: Double) -> JSON { .number(JSONNumber(float: value)) }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var int: Int? { if case .number(let value) = self { value.int } else { nil } }
  package var double: Double? { if case .number(let value) = self { value.double } else { nil } }
  package var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }
  package var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
  package var isNull: Bool { self == .null }

  /// The member of that name, where this is an object that has one.
  package subscript(key: String) -> JSON? { object?[key] }

  /// What kind of value this is, in JSON's words, for a message.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
