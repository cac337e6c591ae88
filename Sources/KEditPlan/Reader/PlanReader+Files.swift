import OrderedJSON

/// The local files of a step by path, and which of them were used.
struct ReadFiles {
  var listed: [(node: PlanNode, file: LocalFile)] = []
  var used: Set<[UInt8]> = []
}

extension PlanReader {
  mutating func readFiles(_ nodes: [PlanNode]) -> ReadFiles {
    var files = ReadFiles()
    for node in nodes {
      guard let members = object(node, required: ["path", "sha256"]) else { continue }
      let path = members["path"].flatMap { string($0) }
      let hash = members["sha256"].flatMap { digest($0) }
      guard let path else { continue }
      if files.listed.contains(where: { $0.file.path.utf8.elementsEqual(path.utf8) }) {
        report(.fileNotUsed(path: path), at: node)
      } else {
        // A hash that could not be read is reported already.
        files.listed.append((node, LocalFile(path: path, sha256: hash ?? "")))
      }
    }
    return files
  }

  mutating func localFile(
    _ path: String, at node: PlanNode, _ files: inout ReadFiles
  ) -> LocalFile? {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      report(.localPath, at: node)
      return nil
    }
    files.used.insert(Array(path.utf8))
    let entry = files.listed.first { $0.file.path.utf8.elementsEqual(path.utf8) }
    guard let entry else {
      report(.fileNotListed(path: path), at: node)
      return nil
    }
    return entry.file
  }

  mutating func reportUnused(_ files: ReadFiles) {
    for (node, file) in files.listed where !files.used.contains(Array(file.path.utf8)) {
      report(.fileNotUsed(path: file.path), at: node)
    }
  }
}
