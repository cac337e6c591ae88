import OrderedJSON

extension PlanReader {
  /// What only all edits together can get wrong.
  mutating func checkTogether(_ edits: [ReadEdit]) {
    checkNames(edits)
    checkTaskIDs(edits)
    checkResults(edits)
    checkDependencies(edits)
  }

  private mutating func checkNames(_ edits: [ReadEdit]) {
    var first: [String: PlanNode] = [:]
    for edit in edits {
      guard let name = edit.readName, let node = edit.name else { continue }
      if let earlier = first[name] {
        report(.repeatedName(name, first: earlier.pointer), at: node)
      } else {
        first[name] = node
      }
    }
  }

  /// Ids are compared by bytes, as the service keeps them.
  private mutating func checkTaskIDs(_ edits: [ReadEdit]) {
    var first: [[UInt8]: PlanNode] = [:]
    for edit in edits {
      guard let node = edit.externalTaskID, let id = node.value.string else { continue }
      if let earlier = first[Array(id.utf8)] {
        report(.repeatedTaskID(id, first: earlier.pointer), at: node)
      } else {
        first[Array(id.utf8)] = node
      }
    }
  }

  private mutating func checkResults(_ edits: [ReadEdit]) {
    var nodes: [PlanNode] = []
    var files: [ResultFiles] = []
    for edit in edits {
      guard let node = edit.save, let path = node.value.string.flatMap({ try? SavePath($0) })
      else { continue }
      nodes.append(node)
      files.append(
        ResultFiles(
          save: path, hasWatermarked: edit.edit?.task.watermark == true,
          hasPreview: edit.edit?.preview == true))
    }
    for conflict in ResultFiles.conflicts(among: files) {
      report(.saveTaken(first: nodes[conflict.first].pointer), at: nodes[conflict.index])
    }
  }

  private mutating func checkDependencies(_ edits: [ReadEdit]) {
    let names = Set(edits.compactMap(\.readName))
    for edit in edits {
      guard case .result(let name)? = edit.edit?.video, let node = edit.video else { continue }
      if !names.contains(name) { report(.unknownEdit(name), at: node) }
    }
    let planned = edits.filter { $0.edit != nil }
    for circle in DependencyOrder(of: planned.compactMap(\.edit)).circles {
      guard let first = circle.first, let node = planned[first].video else { continue }
      report(.circle(circle.compactMap { planned[$0].readName }), at: node)
    }
  }
}
