import OrderedJSON

/// The members of an object in a request's body, read as strictly as the documents describe them.
///
/// Written apart from the client's own encoders on purpose: a mistake in those must not be
/// understood here by the same mistake.
struct RequestFields {
  private let object: JSONObject
  /// The way from the body to this object, for messages: empty, or `points[0].`.
  private let path: String

  /// Reads a whole body.
  ///
  /// - Throws: `ServiceFault` where it is not one JSON object or has a field that is not `known`.
  init(body: [UInt8], known: Set<String>) throws(ServiceFault) {
    let value: JSON
    do {
      value = try JSON.parse(body)
    } catch {
      throw ServiceFault(
        .bodyJSONObject, "the body is not JSON: \(error.message), at byte \(error.offset)")
    }
    guard case .object(let object) = value else {
      throw ServiceFault(.bodyJSONObject, "the body must be an object, it is \(value.kind)")
    }
    try self.init(object, path: "", known: known)
  }

  /// Reads an object within a body; `path` leads to it and is empty for the body itself.
  init(_ value: JSON, path: String, known: Set<String>) throws(ServiceFault) {
    guard case .object(let object) = value else {
      throw ServiceFault(.fieldType, field: path, "must be an object, it is \(value.kind)")
    }
    try self.init(object, path: path + ".", known: known)
  }

  private init(_ object: JSONObject, path: String, known: Set<String>) throws(ServiceFault) {
    for member in object.members where !known.contains(member.key) {
      throw ServiceFault(.fieldKnown, field: path + member.key, "there is no such field")
    }
    self.object = object
    self.path = path
  }

  private func typeFault(_ name: String, _ expected: String, _ value: JSON) -> ServiceFault {
    ServiceFault(.fieldType, field: path + name, "must be \(expected), it is \(value.kind)")
  }

  private func required<Value>(_ name: String, _ value: Value?) throws(ServiceFault) -> Value {
    guard let value else { throw ServiceFault(.fieldRequired, field: path + name, "is required") }
    return value
  }

  func optionalString(_ name: String) throws(ServiceFault) -> String? {
    guard let value = object[name] else { return nil }
    guard case .string(let text) = value else { throw typeFault(name, "a string", value) }
    return text
  }

  /// A string where the empty one means that nothing was given, as the documents' samples have it.
  func stringOrEmpty(_ name: String) throws(ServiceFault) -> String? {
    guard let text = try optionalString(name), !text.isEmpty else { return nil }
    return text
  }

  func string(_ name: String) throws(ServiceFault) -> String {
    try required(name, try optionalString(name))
  }

  /// A string that is required and may not be empty.
  func nonEmptyString(_ name: String) throws(ServiceFault) -> String {
    try required(name, try stringOrEmpty(name))
  }

  /// A whole number written as one: `1.0` and `1e0` are refused, for the field is an integer.
  func integer(_ name: String) throws(ServiceFault) -> Int {
    let value = try required(name, object[name])
    guard case .number(let number) = value else { throw typeFault(name, "an integer", value) }
    guard let integer = Int(number.text) else {
      throw ServiceFault(
        .fieldType, field: path + name, "must be an integer, it is \(number.text.prefix(40))")
    }
    return integer
  }

  /// The nearest double; infinity for a number that is too large for one, which a limit then finds.
  func number(_ name: String) throws(ServiceFault) -> Double {
    let value = try required(name, object[name])
    guard case .number(let number) = value else { throw typeFault(name, "a number", value) }
    return number.double ?? (number.text.hasPrefix("-") ? -.infinity : .infinity)
  }

  func boolean(_ name: String) throws(ServiceFault) -> Bool {
    let value = try required(name, object[name])
    guard let boolean = value.bool else { throw typeFault(name, "a boolean", value) }
    return boolean
  }

  func optionalArray(_ name: String) throws(ServiceFault) -> [JSON]? {
    guard let value = object[name] else { return nil }
    guard case .array(let elements) = value else { throw typeFault(name, "an array", value) }
    return elements
  }

  func array(_ name: String) throws(ServiceFault) -> [JSON] {
    try required(name, try optionalArray(name))
  }

  /// The object at `name`, where there is one.
  func optionalObject(_ name: String, known: Set<String>) throws(ServiceFault) -> RequestFields? {
    guard let value = object[name] else { return nil }
    return try RequestFields(value, path: path + name, known: known)
  }
}
