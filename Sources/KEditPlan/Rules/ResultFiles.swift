/// The files that an edit leaves in the output folder.
package struct ResultFiles: Hashable, Sendable {
  /// An edit that would write what another writes too; indices into the list that was handed in.
  package struct Conflict: Hashable, Sendable {
    package let index: Int
    /// The edit before it that has the file already.
    package let first: Int
  }

  package let save: SavePath
  /// Whether `NAME.watermarked.mp4` is saved too.
  package let hasWatermarked: Bool
  /// Whether `NAME.preview.mp4` is saved too.
  package let hasPreview: Bool

  package init(save: SavePath, hasWatermarked: Bool, hasPreview: Bool) {
    self.save = save
    self.hasWatermarked = hasWatermarked
    self.hasPreview = hasPreview
  }

  /// The edits that cannot have their files beside those of the edits before them, each once: one
  /// file for two, or a file where another needs a folder of that name.
  package static func conflicts(among edits: [ResultFiles]) -> [Conflict] {
    var ownerOfFile: [String: Int] = [:]
    var ownerOfFolder: [String: Int] = [:]
    var conflicts: [Conflict] = []
    for (index, edit) in edits.enumerated() {
      let files = edit.keys
      let folders = edit.folderKeys
      let taken =
        files.compactMap { ownerOfFile[$0] ?? ownerOfFolder[$0] }
        + folders.compactMap { ownerOfFile[$0] }
      if let first = taken.min() {
        conflicts.append(Conflict(index: index, first: first))
        continue
      }
      for file in files { ownerOfFile[file] = index }
      for folder in folders where ownerOfFolder[folder] == nil { ownerOfFolder[folder] = index }
    }
    return conflicts
  }

  private var keys: [String] {
    let stem = save.key.dropLast(4)
    var keys = [save.key]
    if hasWatermarked { keys.append("\(stem).watermarked.mp4") }
    if hasPreview { keys.append("\(stem).preview.mp4") }
    return keys
  }

  private var folderKeys: [String] {
    let segments = save.key.split(separator: "/").dropLast()
    return segments.indices.map { segments[...$0].joined(separator: "/") }
  }
}
