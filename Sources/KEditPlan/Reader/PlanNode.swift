import OrderedJSON

/// A value of a plan file, with its place.
struct PlanNode {
  let value: JSON
  /// A JSON pointer.
  let pointer: String
  /// The value's number in `places`.
  let node: Int
  let places: JSONPlaces

  var offset: Int { places.offset(of: node) }

  func fault(_ kind: PlanFault.Kind) -> PlanFault {
    PlanFault(pointer: pointer, offset: offset, kind: kind)
  }

  /// The elements of an array; empty for anything else.
  var elements: [PlanNode] {
    guard let elements = value.array else { return [] }
    return zip(elements, places.children(of: node)).enumerated().map { index, child in
      PlanNode(value: child.0, pointer: "\(pointer)/\(index)", node: child.1, places: places)
    }
  }

  /// The members of an object, in order; empty for anything else.
  var members: [(key: String, node: PlanNode)] {
    guard let members = value.object?.members else { return [] }
    return zip(members, places.children(of: node)).map { member, child in
      let key = Self.escaped(member.key)
      return (
        member.key,
        PlanNode(value: member.value, pointer: "\(pointer)/\(key)", node: child, places: places)
      )
    }
  }

  /// A key as a segment of a JSON pointer.
  private static func escaped(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}
