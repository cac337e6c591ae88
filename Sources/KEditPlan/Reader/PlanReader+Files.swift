import OrderedJSON

/// The local files of a step, and which of them were used.
struct ReadFiles {
  struct Entry {
    let node: PlanNode
    let file: LocalFile
    var isUsed = false
  }

  /// In order.
  var entries: [Entry] = []
  /// Where in `entries` a path is; by bytes, as the file system has it.
  var indices: [[UInt8]: Int] = [:]
}

extension PlanReader {
  mutating func readFiles(_ nodes: [PlanNode]) -> ReadFiles {
    var files = ReadFiles()
    for node in nodes {
      guard let members = object(node, required: ["path", "sha256"]) else { continue }
      let path = members["path"].flatMap { string($0) }
      let hash = members["sha256"].flatMap { digest($0) }
      guard let path else { continue }
      if files.indices[Array(path.utf8)] != nil {
        report(.fileNotUsed(path: path), at: node)
      } else {
        files.indices[Array(path.utf8)] = files.entries.count
        // A hash that could not be read is reported already.
        let file = LocalFile(path: path, sha256: hash ?? "")
        files.entries.append(ReadFiles.Entry(node: node, file: file))
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
    guard let index = files.indices[Array(path.utf8)] else {
      report(.fileNotListed(path: path), at: node)
      return nil
    }
    files.entries[index].isUsed = true
    return files.entries[index].file
  }

  mutating func reportUnused(_ files: ReadFiles) {
    for entry in files.entries where !entry.isUsed {
      report(.fileNotUsed(path: entry.file.path), at: entry.node)
    }
  }
}
