import KEditPlan

/// The `external_task_id` of an edit, by which its task is found again, and whether a task that
/// already has it is ours.
package struct TaskIdentity: Hashable, Sendable {
  package let id: String
  /// kedit's own, derived from the fingerprint; otherwise the author's.
  package let isDerived: Bool
  /// The journal holds an intent with this id and this fingerprint.
  package let isIntended: Bool

  package init(id: String, isDerived: Bool, isIntended: Bool) {
    self.id = id
    self.isDerived = isDerived
    self.isIntended = isIntended
  }

  /// A task found under the id before anything was created may be taken over.
  var mayAdopt: Bool { isDerived || isIntended }

  /// The id that an edit's task will have.
  static func id(
    of edit: PlannedEdit, randomPart: String?, sha256: ([UInt8]) -> String
  ) -> String {
    edit.task.externalTaskID
      ?? Fingerprint.externalTaskID(
        fingerprint: edit.fingerprint, attempt: 1, randomPart: randomPart, sha256: sha256)
  }
}
