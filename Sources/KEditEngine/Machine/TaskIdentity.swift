import KEditPlan

/// The `external_task_id` of an edit, by which its task is found again, and whether a task that
/// already has it is ours.
package struct TaskIdentity: Hashable, Sendable {
  package let id: String
  /// kedit's own, derived from the fingerprint; otherwise the author's.
  package let isDerived: Bool
  /// The journal holds an intent with this id and this fingerprint.
  package let isIntended: Bool
  /// Which task of the edit it is: a task that failed or is lost keeps its id, the next has another.
  package let number: Int
  /// What makes it another task than those of earlier runs (`--fresh`).
  package let randomPart: String?
  /// The id of the task whose result is edited, where one is.
  package let parentID: String?
  /// Whether it is the id that everybody derives from the edit alone, and from what it depends on.
  package let isOriginal: Bool

  package init(
    id: String, isDerived: Bool, isIntended: Bool, number: Int = 1, randomPart: String? = nil,
    parentID: String? = nil, isOriginal: Bool = true
  ) {
    self.id = id
    self.isDerived = isDerived
    self.isIntended = isIntended
    self.number = number
    self.randomPart = randomPart
    self.parentID = parentID
    self.isOriginal = isOriginal
  }

  /// The id that an edit's task has when nothing is known of an earlier one.
  ///
  /// `parent` is the identity of the task whose result is edited: where that is not the original one,
  /// it enters the id, for what was made from an older result is not the same. `number` counts from 1.
  init(
    of edit: PlannedEdit, parent: TaskIdentity?, number: Int = 1, randomPart: String? = nil,
    sha256: ([UInt8]) -> String
  ) {
    let remade = parent.flatMap { $0.isOriginal ? nil : $0.id }
    let id =
      edit.task.externalTaskID
      ?? Fingerprint.externalTaskID(
        fingerprint: edit.fingerprint, attempt: number, randomPart: randomPart, parentID: remade,
        sha256: sha256)
    self.init(
      id: id, isDerived: edit.task.externalTaskID == nil, isIntended: false, number: number,
      randomPart: randomPart, parentID: parent?.id,
      isOriginal: number == 1 && randomPart == nil && remade == nil)
  }

  /// A task found under the id before anything was created may be taken over.
  var mayAdopt: Bool { isDerived || isIntended }
}
