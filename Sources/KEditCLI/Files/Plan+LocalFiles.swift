import KEditPlan

extension Plan {
  /// The local files of the plan, each once in order.
  var localFiles: [LocalFile] {
    var files: [LocalFile] = []
    for edit in edits {
      if case .local(let file) = edit.video, !files.contains(file) { files.append(file) }
      for image in edit.task.images {
        if case .local(let file) = image, !files.contains(file) { files.append(file) }
      }
    }
    return files
  }
}
