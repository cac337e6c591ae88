/// A value of a JSON text, with its place: what messages about files are made from.
package struct JSONNode {
  package let value: JSON
  /// A JSON pointer.
  package let pointer: String
  /// The value's number in `places`.
  private let node: Int
  private let places: JSONPlaces

  private init(value: JSON, pointer: String, node: Int, places: JSONPlaces) {
    self.value = value
    self.pointer = pointer
    self.node = node
    self.places = places
  }

  /// The whole of a JSON text.
  ///
  /// - Throws: `JSONError` at the first byte that does not fit.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    let (value, places) = try JSON.parseWithPlaces(bytes)
    self.init(value: value, pointer: "", node: 0, places: places)
  }

  /// Where the value begins, in bytes from the start of the text.
  package var offset: Int { places.offset(of: node) }

  /// The elements of an array; empty for anything else.
  package var elements: [JSONNode] {
    guard let elements = value.array else { return [] }
    return zip(elements, places.children(of: node)).enumerated().map { index, child in
      JSONNode(value: child.0, pointer: "\(pointer)/\(index)", node: child.1, places: places)
    }
  }

  /// The members of an object, in order; empty for anything else.
  package var members: [(key: String, node: JSONNode)] {
    guard let members = value.object?.members else { return [] }
    return zip(members, places.children(of: node)).map { member, child in
      let key = Self.escaped(member.key)
      return (
        member.key,
        JSONNode(value: member.value, pointer: "\(pointer)/\(key)", node: child, places: places)
      )
    }
  }

  /// A key as a segment of a JSON pointer.
  private static func escaped(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
