import KEditEngine

/// The command that goes on with a run, as a person types it.
struct ResumeWords: Sendable {
  let command: String

  /// Says what the environment does not.
  init(_ settings: RunSettings, _ environment: Environment) {
    var words = ["kedit", "resume"]
    switch settings.target {
    case .simulator: words.append("--simulate")
    case .service(let service, _):
      words += service.options(beyond: ServiceOptions(environment: environment))
    }
    if let journal = settings.state.namedJournal {
      words += ["--state", shellWord(journal)]
    }
    command = words.joined(separator: " ")
  }
}

extension RunOutcome {
  /// Whether the journal holds edits that another process can bring to their end.
  var canGoOn: Bool {
    edits.contains { edit in
      switch edit.ending {
      case .left: true
      case .failed(let failure): failure.kind.isPassing
      case .done, .skipped: false
      }
    }
  }
}
