package import KEditPlan

/// The names of the files that belong to one result, inside the output folder.
package struct ResultNames: Hashable, Sendable {
  let video: String
  private let base: String

  /// `save` ends in `.mp4`, in whatever case.
  init(save: String) {
    video = save
    base = save.lowercased().hasSuffix(".mp4") ? String(save.dropLast(4)) : save
  }

  var watermarked: String { base + ".watermarked.mp4" }
  var previewVideo: String { base + ".preview.mp4" }
  var previewCover: String { base + ".preview.png" }
  var tracking: String { base + ".tracking.json" }

  /// Every file that a run of the edit may write.
  ///
  /// `preview` says whether masks are rendered of every edit, not only where it asks for them.
  package static func all(of edit: PlannedEdit, preview: Bool) -> [String] {
    let names = ResultNames(save: edit.save)
    return [names.video] + (edit.task.watermark == true ? [names.watermarked] : [])
      + (edit.preview || preview ? [names.previewVideo, names.previewCover, names.tracking] : [])
  }
}
