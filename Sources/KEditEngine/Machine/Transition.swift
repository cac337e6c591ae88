package import KlingAPI

/// One step of an edit from a state to the next, as the journal is told of it.
package struct Transition: Hashable, Sendable {
  /// What became known with the step.
  package enum Fact: Hashable, Sendable {
    case nothing
    /// A session is there. `openedAt` is Unix time in milliseconds; without it, it was opened just now,
    /// or is on record already.
    case session(ParsedVideo, openedAt: Int? = nil)
    /// The points of one frame were marked; the masks that the service answered, as far as they are
    /// known.
    case marked(SelectionRequest, masks: [SelectionAnswer.Mask] = [])
    /// The session was cleared, to be marked anew.
    case cleared
    /// A create call with this body is about to be sent.
    case intent(CreateTaskRequest)
    /// What the service says of the task.
    case task(KlingTask)
    /// A file is whole under a temporary name and about to be moved to its place.
    case placing(PlacedFile)
    /// The files of the result, as a person is shown them; the first is the video.
    case files([String])
    case failure(Failure)
  }

  /// The edit's name in the plan.
  package let edit: String
  package let fingerprint: String
  package let identity: TaskIdentity
  /// The name of the state before.
  package let from: String
  /// The name of the state after; the same where only something became known.
  package let to: String
  package let fact: Fact

  package init(
    edit: String, fingerprint: String, identity: TaskIdentity, from: String, to: String, fact: Fact
  ) {
    self.edit = edit
    self.fingerprint = fingerprint
    self.identity = identity
    self.from = from
    self.to = to
    self.fact = fact
  }

  package var externalTaskID: String { identity.id }
}
