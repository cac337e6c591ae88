/// Why a file could not be read or written; one line that names it.
package struct FileFault: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}

/// The files of this machine, as far as a run needs them.
package protocol Files: Sendable {
  /// The content of a file that the plan names, by the path as the plan has it.
  func read(_ path: String) throws(FileFault) -> [UInt8]

  /// SHA-256 of a file that the plan names, in lower-case hexadecimal, without holding it in memory.
  func sha256(of path: String) throws(FileFault) -> String

  /// Whether something stands at that path inside the output folder.
  func exists(_ path: String) throws(FileFault) -> Bool

  /// What a person is shown for a path inside the output folder.
  func shown(_ path: String) -> String

  /// Begins a file of a temporary name in the folder where `path`, inside the output folder, will
  /// be; folders on the way are made.
  func begin(_ path: String) throws(FileFault) -> any PendingFile
}

/// A file that is not yet at its place. Whoever lets go of one without `commit` calls `discard`.
package protocol PendingFile: Sendable {
  /// Appends; called on a thread of the transport's.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault)

  /// Makes what was written durable and moves it to its place.
  ///
  /// - Returns: the path as a person is shown it.
  /// - Throws: `FileFault` where something stands there and `replacing` is false, among other things.
  func commit(replacing: Bool) throws(FileFault) -> String

  /// Removes what was written; nothing to do is no fault.
  func discard()
}
