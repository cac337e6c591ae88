package import KlingAPI

/// What is told of a run while it goes on, for a person's terminal and for programs.
package enum RunEvent: Sendable {
  case editStarted(edit: String)
  /// One exchange with the service has ended.
  case call(edit: String, CallEvent)
  /// The edit has a task; `isAdopted` where an earlier call had created it.
  case taskSubmitted(edit: String, task: KlingTask, externalTaskID: String, isAdopted: Bool)
  /// The edit is in another state, or the service says something new of its task.
  case progress(edit: String, state: String, taskStatus: String?)
  /// Bytes of a file have arrived; `total` where the server announced it.
  case downloaded(edit: String, path: String, bytes: Int, total: Int?)
  /// A call will be sent again after a pause; `tries` counts those made.
  case retry(edit: String, step: String, tries: Int, pause: Duration, error: String)
  case editFinished(EditOutcome)
  case summary(RunOutcome)
}
