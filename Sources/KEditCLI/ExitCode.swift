/// What a run of the program comes to, for the shell.
///
/// The numbers are promised to scripts and never change their meaning.
package enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
  /// Done; there may have been warnings.
  case done = 0
  /// The file has errors, or a file that it names cannot be read.
  case faultyFile = 1
  /// Wrong use of the command line or the environment.
  case usage = 2
  /// The service could not be reached or was overloaded until the tries were used up.
  case unreachable = 3
  /// The service refused or failed an edit.
  case refused = 4
  /// Stopped before the end: by a signal, a limit, or a "no".
  case stopped = 5
  /// Credentials, permission or balance: a person must act first.
  case personMustAct = 6
  /// A local file could not be read or written, or is in the way.
  case localFile = 7
  /// A fault of the program's own.
  case internalFault = 70

  /// Which code speaks for the whole where several apply: the one a person must see first.
  private static let precedence: [ExitCode] = [
    .internalFault, .personMustAct, .localFile, .faultyFile, .refused, .unreachable, .stopped,
    .usage, .done,
  ]

  /// The code that speaks for all of `codes`; `done` for none.
  package static func summary(of codes: some Sequence<ExitCode>) -> ExitCode {
    let given = Set(codes)
    return precedence.first { given.contains($0) } ?? .done
  }
}
