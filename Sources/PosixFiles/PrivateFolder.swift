import Glibc

/// A folder of this process alone, which goes with the last reference to it.
package final class PrivateFolder: Sendable {
  package let path: String

  /// Makes a folder that its owner alone can enter, where temporary files belong.
  ///
  /// - Parameter parent: `TMPDIR`; `nil` for `/tmp`.
  /// - Throws: `FileError`.
  package init(in parent: String?) throws(FileError) {
    let pattern = Path.join(parent ?? "/tmp", "kedit-XXXXXX")
    var bytes = Array(pattern.utf8CString)
    guard mkdtemp(&bytes) != nil else { throw .last(.createFolder, pattern) }
    path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // What cannot be removed is left to whoever clears temporary files.
    try? FileSystem.removeTree(path)
  }
}
