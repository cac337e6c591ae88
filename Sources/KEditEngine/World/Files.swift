/// Why a file could not be read or written; one line that names it.
package struct FileFault: Error, Hashable, Sendable {
  package let message: String
  /// There was no room for it.
  package let isOutOfSpace: Bool

  package init(_ message: String, isOutOfSpace: Bool = false) {
    self.message = message
    self.isOutOfSpace = isOutOfSpace
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

  /// SHA-256 of the file at that path inside the output folder, in lower-case hexadecimal; `nil` where
  /// there is none.
  func sha256(ofResult path: String) throws(FileFault) -> String?

  /// The absolute path of a path inside the output folder, the same whichever way the folder was named.
  func location(_ path: String) -> String

  /// What a person is shown for a path inside the output folder.
  func shown(_ path: String) -> String

  /// Begins a file of a temporary name in the folder where `path`, inside the output folder, will
  /// be; folders on the way are made.
  ///
  /// Where it `isPrivate`, its owner alone may read it.
  func begin(_ path: String, isPrivate: Bool) throws(FileFault) -> any PendingFile

  /// The content of a file inside the output folder; one longer than `limit` bytes is a fault.
  func readOutput(_ path: String, limit: Int) throws(FileFault) -> [UInt8]

  /// Gives a file inside the output folder another name there, durably.
  ///
  /// - Returns: the new path as a person is shown it; `nil` where there is no such file.
  /// - Throws: `FileFault` where something has the other name already: nothing is ever replaced.
  func setAside(_ path: String, as other: String) throws(FileFault) -> String?
}

/// A file that is not yet at its place. Whoever lets go of one without `commit` calls `discard`.
package protocol PendingFile: Sendable {
  /// Appends; called on a thread of the transport's.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault)

  /// Throws away what was written, to begin again with the first byte.
  func restart() throws(FileFault)

  /// What was written since the last `restart`.
  func content() throws(FileFault) -> PendingContent

  /// Makes what was written durable and moves it to its place.
  ///
  /// - Returns: the path as a person is shown it.
  /// - Throws: `FileFault` where something stands there and `replacing` is false, among other things.
  func commit(replacing: Bool) throws(FileFault) -> String

  /// Removes what was written; after `commit`, and a second time, it does nothing.
  func discard()
}

/// What a file holds, without its bytes.
package struct PendingContent: Hashable, Sendable {
  /// In lower-case hexadecimal.
  package let sha256: String
  /// In bytes.
  package let size: Int

  package init(sha256: String, size: Int) {
    self.sha256 = sha256
    self.size = size
  }
}
