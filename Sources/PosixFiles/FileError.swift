import Glibc

/// What the system refused to do with a file, and why.
package struct FileError: Error, Hashable, Sendable {
  package enum Operation: String, Hashable, Sendable {
    case open
    case read
    case write
    case synchronize
    case rename
    case inspect
    case createFolder = "create the folder"
    case list
    case remove
    case lock
  }

  package enum Reason: Hashable, Sendable {
    /// An `errno`.
    case system(Int32)
    /// The file has more bytes than the caller can take.
    case tooLarge(limit: Int)
    /// It is a folder, a pipe or a device where only a plain file will do.
    case notAPlainFile
  }

  /// The path as the caller gave it.
  package let path: String
  package let operation: Operation
  package let reason: Reason

  package init(path: String, operation: Operation, reason: Reason) {
    self.path = path
    self.operation = operation
    self.reason = reason
  }

  /// The last error of the system, as `errno` holds it.
  static func last(_ operation: Operation, _ path: String) -> FileError {
    FileError(path: path, operation: operation, reason: .system(errno))
  }

  /// Whether there is nothing of that name.
  package var isMissing: Bool { reason == .system(ENOENT) || reason == .system(ENOTDIR) }

  /// Whether something of that name stands already where nothing was to be replaced.
  package var isAlreadyThere: Bool { reason == .system(EEXIST) }

  /// Whether there is no room for it: the disk is full, or the user's share of it, or what a process may
  /// write.
  package var isOutOfSpace: Bool {
    [ENOSPC, EDQUOT, EFBIG].contains { reason == .system($0) }
  }

  /// Why, in the system's words: `No such file or directory`.
  package var words: String {
    switch reason {
    case .system(let code): String(cString: strerror(code))
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .notAPlainFile: "not a plain file"
    }
  }
}

extension FileError: CustomStringConvertible {
  /// For example `cannot open 'a.png': No such file or directory`; the path is not made harmless.
  package var description: String { "cannot \(operation.rawValue) '\(path)': \(words)" }
}
