import OrderedJSON

/// As much of JSON Schema 2020-12 as the plan's schema uses; a keyword beyond that is a fault.
struct SchemaValidator {
  let root: JSON

  /// Where the value does not fit, as a path into it.
  func faults(of value: JSON) throws -> [String] {
    try faults(of: value, against: root, at: "")
  }

  private func faults(of value: JSON, against schema: JSON, at place: String) throws -> [String] {
    var faults: [String] = []
    for member in schema.object?.members ?? [] {
      faults += try check(value, member.key, member.value, of: schema, at: place)
    }
    return faults
  }

  private func check(
    _ value: JSON, _ keyword: String, _ rule: JSON, of schema: JSON, at place: String
  ) throws -> [String] {
    func expect(_ holds: Bool) -> [String] { holds ? [] : ["\(place): \(keyword)"] }
    let size = rule.int ?? 0
    switch keyword {
    case "$schema", "$defs", "title", "description": return []
    case "$ref": return try faults(of: value, against: definition(rule), at: place)
    case "const": return expect(value == rule)
    case "enum": return expect(rule.array?.contains(value) == true)
    case "type": return expect(isOfType(value, rule.string ?? ""))
    case "anyOf", "oneOf":
      let fitting = try (rule.array ?? []).count {
        try faults(of: value, against: $0, at: place).isEmpty
      }
      return expect(keyword == "anyOf" ? fitting > 0 : fitting == 1)
    case "required":
      return expect(rule.array?.allSatisfy { value[$0.string ?? ""] != nil } == true)
    case "properties":
      return try (value.object?.members ?? []).flatMap { member in
        guard let schema = rule[member.key] else { return [String]() }
        return try faults(of: member.value, against: schema, at: "\(place)/\(member.key)")
      }
    case "additionalProperties":
      let known = schema["properties"]?.object?.keys ?? []
      return expect((value.object?.keys ?? []).allSatisfy(known.contains))
    case "prefixItems":
      return try zip(value.array ?? [], rule.array ?? []).enumerated().flatMap {
        try faults(of: $1.0, against: $1.1, at: "\(place)/\($0)")
      }
    case "items":
      let first = schema["prefixItems"]?.array?.count ?? 0
      return try (value.array ?? []).enumerated().dropFirst(first).flatMap {
        try faults(of: $1, against: rule, at: "\(place)/\($0)")
      }
    case "minItems": return expect(value.array.map { $0.count >= size } ?? true)
    case "maxItems": return expect(value.array.map { $0.count <= size } ?? true)
    case "minProperties": return expect(value.object.map { $0.keys.count >= size } ?? true)
    case "maxProperties": return expect(value.object.map { $0.keys.count <= size } ?? true)
    case "minLength": return expect(value.string.map { $0.unicodeScalars.count >= size } ?? true)
    case "maxLength": return expect(value.string.map { $0.unicodeScalars.count <= size } ?? true)
    case "minimum": return expect(value.double.map { $0 >= rule.double ?? 0 } ?? true)
    case "maximum": return expect(value.double.map { $0 <= rule.double ?? 0 } ?? true)
    case "pattern":
      guard let text = value.string else { return [] }
      let pattern = try Regex(rule.string ?? "").matchingSemantics(.unicodeScalar)
      return expect(text.contains(pattern))
    default: return ["unknown keyword \(keyword)"]
    }
  }

  private func definition(_ reference: JSON) -> JSON {
    let name = reference.string?.split(separator: "/").last.map(String.init) ?? ""
    return root["$defs"]?[name] ?? false
  }

  private func isOfType(_ value: JSON, _ type: String) -> Bool {
    switch type {
    case "object": value.object != nil
    case "array": value.array != nil
    case "string": value.string != nil
    case "boolean": value.bool != nil
    case "number": value.number != nil
    case "integer": value.int != nil
    default: false
    }
  }
}
