package import KEditPlan

extension Plan {
  /// The plan with only the edit of that name and what it needs; `nil` where there is no such edit.
  package func restricted(to name: String) -> Plan? {
    var needed: Set<String> = []
    var names = [name]
    while let name = names.popLast() {
      guard let edit = edits.first(where: { $0.name == name }) else { return nil }
      if needed.insert(name).inserted { names += edit.dependsOn }
    }
    return Plan(source: source, edits: edits.filter { needed.contains($0.name) })
  }
}
