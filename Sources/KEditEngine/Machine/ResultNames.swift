package import KEditPlan
import KlingAPI

/// The names of the files that belong to one result, inside the output folder.
package struct ResultNames: Hashable, Sendable {
  let video: String
  private let base: String

  /// `save` ends in `.mp4`, in whatever case.
  package init(save: String) {
    video = save
    base = save.lowercased().hasSuffix(".mp4") ? String(save.dropLast(4)) : save
  }

  var watermarked: String { base + ".watermarked.mp4" }
  var previewVideo: String { base + ".preview.mp4" }
  var previewCover: String { base + ".preview.png" }
  var tracking: String { base + ".tracking.json" }
  var previews: [String] { [previewVideo, previewCover, tracking] }
  /// The mask of a marked frame, saved with a preview.
  func mask(ofFrame frame: Int) -> String { "\(base)\(Self.maskMark)\(frame).png" }
  private static let maskMark = ".mask-"

  /// Whether a path is that of a file of a preview.
  func isOfPreview(_ path: String) -> Bool {
    if previews.contains(where: { $0.utf8.elementsEqual(path.utf8) }) { return true }
    let start = base + Self.maskMark
    guard path.utf8.starts(with: start.utf8), path.hasSuffix(".png") else { return false }
    let frame = path.utf8.dropFirst(start.utf8.count).dropLast(4)
    return Int(String(Substring(frame))).map { mask(ofFrame: $0).utf8.elementsEqual(path.utf8) }
      ?? false
  }

  /// The masks of marked frames as files, in the order of the frames.
  func files(
    of masks: [Int: [SelectionAnswer.Mask]], in video: ParsedVideo, _ world: World
  ) -> [(path: String, png: [UInt8])] {
    masks.sorted { $0.key < $1.key }.compactMap { frame, masks in
      world.drawMasks(masks, video).map { (mask(ofFrame: frame), $0) }
    }
  }

  /// What says of the result how it was made.
  var sidecar: String { base + ".json" }

  /// The files of a preview, and where they go.
  ///
  /// - Throws: `Failure` where there are none.
  func items(of preview: PreviewAnswer) throws(Failure) -> [DownloadItem] {
    let items: [DownloadItem?] = [
      preview.video.map { DownloadItem(url: $0, path: previewVideo, content: .video) },
      preview.cover.map { DownloadItem(url: $0, path: previewCover, content: .image) },
      preview.trackingOutput.map { DownloadItem(url: $0, path: tracking, content: .json) },
    ]
    let found = items.compactMap { $0 }
    if found.isEmpty { throw Failure(.refused, "preview: the service rendered no preview") }
    return found
  }

  /// Where the files of a result go that another is to take the place of, each with its present name:
  /// the id of the task that made it, as far as file names take it, comes before the ending.
  package func setAside(task: String) -> [(path: String, other: String)] {
    let other = ResultNames(save: "\(base).\(Self.mark(of: task)).mp4")
    return [
      (video, other.video), (watermarked, other.watermarked), (sidecar, other.sidecar),
    ]
  }

  /// The id of a task as far as file names take it.
  static func mark(of task: String) -> String {
    let isSafe = { (byte: UInt8) in
      byte == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    // Longer, and the name could be too long for the file system.
    let mark = String(
      decoding: task.utf8.prefix(36).map { isSafe($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    return mark.isEmpty ? "_" : mark
  }

  /// Every file that a run of the edit may write.
  ///
  /// `preview` says whether masks are rendered of every edit, not only where it asks for them.
  package static func all(of edit: PlannedEdit, preview: Bool) -> [String] {
    let names = ResultNames(save: edit.save)
    return results(of: edit) + [names.sidecar]
      + (edit.preview || preview ? names.previews + names.masks(knownOf: edit) : [])
  }

  /// The masks of those marked frames that are known before the video is.
  private func masks(knownOf edit: PlannedEdit) -> [String] {
    var frames: [Int] = []
    for case .index(let frame) in edit.selections.map(\.frame) where !frames.contains(frame) {
      frames.append(frame)
    }
    return frames.map(mask)
  }

  /// The files without which an edit is not done, the video first.
  static func results(of edit: PlannedEdit) -> [String] {
    let names = ResultNames(save: edit.save)
    return [names.video] + (edit.task.watermark == true ? [names.watermarked] : [])
  }
}
