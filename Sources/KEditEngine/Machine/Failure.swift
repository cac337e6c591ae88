package import KlingAPI

/// Why an edit, or a whole run, did not come to its end.
package struct Failure: Error, Hashable, Sendable {
  /// What a script must know of it; ordered by what a person must see first.
  package enum Kind: Int32, Hashable, Sendable, CaseIterable {
    /// A fault of the program's own.
    case fault = 70
    /// Credentials, permission or balance.
    case personMustAct = 6
    /// A local file could not be read or written, or is in the way.
    case localFile = 7
    /// The file has errors, also those that only init could tell; or it names what cannot be read.
    case faultyFile = 1
    /// The service refused or failed it.
    case refused = 4
    /// The service could not be reached or was overloaded until the tries were used up.
    case unreachable = 3
    /// Stopped before the end.
    case stopped = 5
    /// The command line or the environment does not allow it.
    case usage = 2

    /// Whether the same edit may come to its end later, without a change of what is asked for.
    package var isPassing: Bool {
      switch self {
      case .unreachable, .personMustAct, .localFile, .stopped, .fault, .usage: true
      case .refused, .faultyFile: false
      }
    }

    /// The number that the process ends with.
    package var exitCode: Int32 { rawValue }

    /// The one that speaks for all of them; `nil` for none.
    package static func first(of kinds: some Sequence<Kind>) -> Kind? {
      let given = Set(kinds)
      return allCases.first { given.contains($0) }
    }
  }

  package let kind: Kind
  /// What was found, a line each, without the name of the edit; safe to show.
  package let messages: [String]
  /// The call that ended it, where one did.
  package let error: KlingError?

  package init(_ kind: Kind, _ messages: String..., error: KlingError? = nil) {
    self.init(kind, messages, error: error)
  }

  package init(_ kind: Kind, _ messages: [String], error: KlingError? = nil) {
    self.kind = kind
    self.messages = messages
    self.error = error
  }

  package init(_ fault: JournalFault) {
    self.init(.localFile, [fault.message] + (fault.help.map { [$0] } ?? []))
  }

  /// A file is not where the service said it was.
  static func deadLink(_ status: Int) -> Failure {
    Failure(.unreachable, "the link to the file is dead (HTTP \(status))")
  }

  /// Nothing more was begun, for that reason.
  init(stoppedBy reason: Leftover.Reason) {
    self.init(.stopped, reason == .timeout ? "the time allowed is over" : "stopped")
  }

  /// A call that failed for good; `context` is put behind what the call says.
  init(_ error: KlingError, context: String? = nil) {
    let kind: Kind =
      switch error.kind {
      case .throttled, .transient, .unreachable, .insecure, .ambiguous: .unreachable
      case .authentication, .personMustAct: .personMustAct
      case .refused, .notFound: .refused
      case .cancelled: .stopped
      case .unsendable: .fault
      }
    self.init(kind, [error.description] + (context.map { [$0] } ?? []), error: error)
  }
}
