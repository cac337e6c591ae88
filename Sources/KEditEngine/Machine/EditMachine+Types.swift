package import KEditPlan
package import KlingAPI

extension EditMachine {
  /// Where an edit stands.
  package enum State: Hashable, Sendable {
    case pending
    /// Bringing the video to the service and opening a session.
    case initializing
    /// Clearing a session that an earlier process opened, to mark it anew.
    case clearing(ParsedVideo)
    /// Holding what init answered against the edit.
    case checking
    /// Marking frame by frame; `next` counts the marks that stand.
    case marking(Prepared, next: Int)
    case previewing(Prepared)
    case creating(Prepared, Creation)
    /// The task runs; `polls` counts the looks at it.
    case awaiting(KlingTask, polls: Int)
    /// The task succeeded; `isFresh` once its links were asked for anew.
    case downloading(KlingTask, isFresh: Bool)
    case done(EditResult)
    case failed(Failure)
    case skipped(because: String)

    /// The state's name in journals and events.
    package var name: String {
      switch self {
      case .pending: "pending"
      case .initializing: "initializing"
      case .clearing: "clearing"
      case .checking: "checking"
      case .marking: "marking"
      case .previewing: "previewing"
      case .creating: "creating"
      case .awaiting: "awaiting"
      case .downloading: "downloading"
      case .done: "done"
      case .failed: "failed"
      case .skipped: "skipped"
      }
    }
  }

  /// A session with everything that the create call needs but the images.
  package struct Prepared: Hashable, Sendable {
    package let sessionID: String
    package let resolved: ResolvedEdit
  }

  /// What is on record of how an earlier process came to the task of an edit.
  package struct Legacy: Hashable, Sendable {
    /// The session that the task was made from.
    package var session: ParsedVideo?
    /// Files of the preview that lie beside the result, as a person is shown them.
    package var previewFiles: [String]

    package init(session: ParsedVideo? = nil, previewFiles: [String] = []) {
      self.session = session
      self.previewFiles = previewFiles
    }
  }

  /// How far the creation of a task is.
  package enum Creation: Hashable, Sendable {
    /// Images are being read.
    case preparing
    /// Waiting until the task may be made: for a place at the service, and within what may be spent.
    case admitting(CreateTaskRequest)
    /// The call is out.
    case sent(CreateTaskRequest)
    /// Its answer is lost, or it was refused as if the id were in use: asking whether the task exists.
    case checking(CreateTaskRequest, refusal: KlingError?)
  }

  /// What happened.
  package enum Event: Sendable {
    /// The edit may start from where it stands; with the id of the video that the edit before it made,
    /// where it needs one.
    case begin(Standing, parentVideoID: String?)
    case skip(because: String)
    case found(KlingTask)
    case notFound
    case uploaded(url: String)
    case parsed(ParsedVideo)
    /// The mark stands; what the service takes for marked on its frame.
    case marked([SelectionAnswer.Mask] = [])
    case cleared
    case previewed(PreviewAnswer)
    /// The images as the create call takes them: URLs or raw base64.
    case images([String])
    /// The task may be made.
    case admitted
    case created(KlingTask)
    /// An answer to a poll.
    case polled(KlingTask)
    /// Files are at their places; the paths as a person is shown them.
    case saved([String])
    /// A link answered that it is dead.
    case linkDead(status: Int)
    /// A call failed for good, or its answer is lost.
    case callFailed(KlingError)
    case failed(Failure)
  }

  /// What is to be done, in order. Nothing behind a `record` may be done before it is durable.
  package enum Action: Hashable, Sendable {
    case record(Transition)
    /// Wait before the next action, the longer the more answers were lost.
    case pause(losses: Int)
    case lookUp(id: String)
    case upload(LocalFile)
    case open(InitRequest)
    case mark(SelectionRequest)
    case clear(SessionRequest)
    case preview(SessionRequest)
    case encode([ImageReference])
    /// Wait until a task of that price may be made.
    case admit(units: DecimalNumber)
    case create(CreateTaskRequest)
    case poll(id: String, after: Duration)
    case download([DownloadItem])
  }
}

/// One file to be fetched.
package struct DownloadItem: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// An MP4 or QuickTime file, known by its first bytes.
    case video
    /// A PNG, JPEG or WebP image.
    case image
    case json
  }

  package let url: String
  /// Inside the output folder.
  package let path: String
  package let content: Content
}

/// What an edit has come to.
package struct EditResult: Hashable, Sendable {
  package let task: KlingTask
  /// As a person is shown them; the first is the video.
  package let files: [String]

  package init(task: KlingTask, files: [String]) {
    self.task = task
    self.files = files
  }
}
