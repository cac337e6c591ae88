/// Why the journal could not be read or written; one line.
package struct JournalFault: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}

/// The memory of runs: what must survive the process, so that nothing is paid for twice.
///
/// Every transition of every edit passes `record`. The intent to create a task is recorded before
/// the create call leaves; an adapter returns from `record` only when it is durable.
package protocol Journal: Sendable {
  /// Whether what is recorded survives a crash of the machine.
  var isDurable: Bool { get }

  /// Whether a create call with this id and this fingerprint was ever meant to be sent from here.
  func hasIntent(externalTaskID: String, fingerprint: String) async throws(JournalFault) -> Bool

  /// Whether the file at that path inside the output folder is the result of this edit.
  func isResult(path: String, fingerprint: String) async throws(JournalFault) -> Bool

  func record(_ transition: Transition) async throws(JournalFault)
}
