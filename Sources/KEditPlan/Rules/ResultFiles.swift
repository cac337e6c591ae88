/// The files that an edit leaves in the output folder.
package struct ResultFiles: Hashable, Sendable {
  /// An edit that would write what another writes too; indices into the list that was handed in.
  package struct Conflict: Hashable, Sendable {
    package let index: Int
    /// The edit before it that has the file already.
    package let first: Int
    /// What both would write, as one of them spells it.
    package let path: String
  }

  package let save: SavePath
  /// Whether `NAME.watermarked.mp4` is saved too.
  package let hasWatermarked: Bool
  /// Whether `NAME.preview.mp4` and what belongs to it are saved too.
  package let hasPreview: Bool

  package init(save: SavePath, hasWatermarked: Bool, hasPreview: Bool) {
    self.save = save
    self.hasWatermarked = hasWatermarked
    self.hasPreview = hasPreview
  }

  /// The edits that cannot have their files beside those of the edits before them, each once: one
  /// file for two, or a file where another needs a folder of that name.
  package static func conflicts(among edits: [ResultFiles]) -> [Conflict] {
    if areCertainlyApart(edits) { return [] }
    var ownerOfFile: [String: Int] = [:]
    var ownerOfFolder: [String: Int] = [:]
    var conflicts: [Conflict] = []
    for (index, edit) in edits.enumerated() {
      let taken =
        edit.files.compactMap { file in
          (ownerOfFile[SavePath.key(of: file)] ?? ownerOfFolder[SavePath.key(of: file)])
            .map { Conflict(index: index, first: $0, path: file) }
        }
        + edit.folders.compactMap { folder in
          ownerOfFile[SavePath.key(of: folder)]
            .map { Conflict(index: index, first: $0, path: folder) }
        }
      if let conflict = taken.first {
        conflicts.append(conflict)
        continue
      }
      for file in edit.files { ownerOfFile[SavePath.key(of: file)] = index }
      for folder in edit.folders where ownerOfFolder[SavePath.key(of: folder)] == nil {
        ownerOfFolder[SavePath.key(of: folder)] = index
      }
    }
    return conflicts
  }

  private var files: [String] {
    let stem = String(Substring(save.path.utf8.dropLast(4)))
    return [save.path, stem + Self.sidecarEnding] + furtherEndings.map { stem + $0 }
  }

  /// What stands in the place of `.mp4` in the name of the file that says what the result is.
  static let sidecarEnding = ".json"

  /// What stands in the place of `.mp4` in the names of the videos and pictures beside the result.
  var furtherEndings: [String] {
    (hasWatermarked ? [".watermarked.mp4"] : [])
      + (hasPreview ? [".preview.mp4", ".preview.png", ".tracking.json"] : [])
  }

  private var folders: [String] {
    let segments = save.path.utf8.split(separator: UInt8(ascii: "/")).dropLast()
    return segments.indices.map { last in
      String(decoding: Array(segments[...last].joined(separator: "/".utf8)), as: UTF8.self)
    }
  }
}
