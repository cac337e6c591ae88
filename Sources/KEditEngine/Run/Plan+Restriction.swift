package import KEditPlan

extension Plan {
  /// The plan with only the edit of that name and what it needs; with a table, where the name stands
  /// without a row, with that edit of every row. `nil` where there is no such edit.
  package func restricted(to name: String) -> Plan? {
    var indices: [String: Int] = [:]
    for (index, edit) in edits.enumerated() where indices[edit.name] == nil {
      indices[edit.name] = index
    }
    var wanted = edits.indices.filter { edits[$0].name == name }
    if wanted.isEmpty {
      wanted = edits.indices.filter { edits[$0].nameWithoutRow.map { $0 == name } ?? false }
    }
    if wanted.isEmpty { return nil }
    var needed: Set<Int> = []
    while let index = wanted.popLast() {
      guard needed.insert(index).inserted else { continue }
      for name in edits[index].dependsOn {
        guard let parent = indices[name] else { return nil }
        wanted.append(parent)
      }
    }
    return Plan(source: source, edits: edits.indices.filter(needed.contains).map { edits[$0] })
  }
}

extension PlannedEdit {
  /// `clean` of `clean.7`, the edit of a row.
  fileprivate var nameWithoutRow: Substring? {
    guard position.row != nil, let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else {
      return nil
    }
    return name[..<point]
  }
}
