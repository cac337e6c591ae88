package import KEditCompiler
package import KEditEngine
package import KEditPlan
package import KEditSyntax
package import KlingAPI

/// What the world is to do for the session; one at a time, each with one answer.
package enum Effect: Sendable {
  /// Look at local files, whose paths are relative to the folder.
  case examine([ReferencedFile], folder: String)
  /// Open a session; with the id of the video that another edit made, where that is what is edited.
  case open(VideoReference, parentVideoID: String?)
  case add(SelectionRequest)
  case delete(SelectionRequest)
  case clear(sessionID: String)
  /// Render the masks; the files go beside the result of the edit.
  case preview(MarkedSession, PlannedEdit)
  /// Carry an edit out, if a person agrees: this is what costs money.
  case submit(Submission)
  case listTasks(page: Int)
  case lookUpTask(id: String)
  /// Wait for the end of what was submitted: one edit of it, or all.
  case wait(Draft.ID?)
  /// Stop waiting for it.
  case cancel(Draft.ID?)
  /// Write a file, asking before one is replaced that is not the session's own; `naming` are the
  /// relative paths that its text has.
  case write(path: String, text: String, naming: [String], isOwn: Bool)
  case read(path: String, ReadPurpose)
  /// Let a person change text in their editor.
  case edit(String)
  case showHistory(count: Int?)
  case quit

  package enum ReadPurpose: Hashable, Sendable {
    /// To take it in the place of the document.
    case load
    /// To type its lines.
    case source
  }
}

/// An edit to be carried out.
package struct Submission: Sendable {
  package let draft: Draft.ID
  /// The name of the edit in the plan.
  package let name: String
  /// The edit with those whose results it needs.
  package let plan: Plan
  /// The sessions in which exactly the marks of an edit stand, by its name.
  package let sessions: [String: MarkedSession]
  /// Whether another task is wanted than the one that was made of the same edit before.
  package let isFresh: Bool
}

/// What came of an effect.
package enum Answer: Sendable {
  case examined([ReferencedFile: FileReport])
  /// `openedAt` is Unix time in milliseconds.
  case opened(ParsedVideo, openedAt: Int)
  case selected(SelectionAnswer)
  case cleared
  /// The files, as a person is shown them.
  case previewed([String])
  /// The edit is under way, in the run of that number.
  case submitted(run: Int)
  case tasks([KlingTask])
  case task(KlingTask)
  case written(path: String)
  /// A file, and the folder that paths in it are relative to.
  case read(SourceText, folder: String)
  /// What became of the text in the editor; `nil` where it was left as it was.
  case edited(String?)
  /// It is done, and what is to be said has been said.
  case done
  /// What was waited for is at its end; what went wrong with it has been said.
  case waited(Failure.Kind?)
  /// A person decided against it, or what failed has been said.
  case declined(Failure.Kind)
  case failed(EffectFailure)
}

/// Why an effect did not come about.
package struct EffectFailure: Error, Sendable {
  /// What became of the session at the service.
  package enum Session: Hashable, Sendable {
    case untouched
    /// An answer was lost: what is marked is not known (`api/multi-elements.md`, ruling 9).
    case unknown
    /// It may be at its end.
    case mayHaveEnded
  }

  package let failure: Failure
  /// What to do next.
  package let help: String?
  package let session: Session

  package init(_ failure: Failure, help: String? = nil, session: Session = .untouched) {
    self.failure = failure
    self.help = help
    self.session = session
  }
}
