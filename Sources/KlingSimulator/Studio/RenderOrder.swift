import OrderedJSON

/// A task whose result is still to be made, as it is kept until that is done.
struct RenderOrder: Hashable, Sendable {
  let taskID: String
  let editMode: EditMode
  /// What was marked when the task was created.
  let selection: Selection
  let imageCount: Int
  /// Unix time in milliseconds, before which the task does not end.
  let dueAt: Int

  /// The name under which a reference image is kept meanwhile.
  func imageName(_ index: Int) -> String { "order-\(taskID)-\(index)" }

  /// Where the result is made before it has its name.
  var draftName: String { "draft-\(taskID).mp4" }
  /// Whoever has the lock on it makes the result.
  var lockName: String { "order-\(taskID).lock" }

  var json: JSON {
    [
      "edit_mode": .string(editMode.rawValue), "images": .int(imageCount),
      "selection": selection.json,
    ]
  }

  /// Reads what `json` wrote; nothing where it is something else.
  init?(taskID: String, dueAt: Int, json: JSON) {
    guard let mode = json["edit_mode"]?.string.flatMap(EditMode.init),
      let images = json["images"]?.int,
      let selection = json["selection"].flatMap({ Selection(json: $0) })
    else { return nil }
    self.init(
      taskID: taskID, editMode: mode, selection: selection, imageCount: images, dueAt: dueAt)
  }

  init(taskID: String, editMode: EditMode, selection: Selection, imageCount: Int, dueAt: Int) {
    self.taskID = taskID
    self.editMode = editMode
    self.selection = selection
    self.imageCount = imageCount
    self.dueAt = dueAt
  }
}
