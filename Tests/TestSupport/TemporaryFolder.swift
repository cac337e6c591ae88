import Glibc
import PosixFiles

/// A folder of a test's own, removed with everything in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  package let path: String

  /// Where it `isFleeting`, it lies in memory if the machine has a place for that: for what is made
  /// durable again and again, and need not survive.
  ///
  /// - Throws: `FileError` where the system's folder for temporary files cannot be written.
  package init(isFleeting: Bool = false) throws {
    let inMemory = "/dev/shm"
    let parent = isFleeting && access(inMemory, W_OK | X_OK) == 0 ? inMemory : "/tmp"
    var template = Array("\(parent)/kedit-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw FileError(
        path: parent, operation: .createFolder, reason: .system(errno))
    }
    self.path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    try? FileSystem.removeTree(path)
  }

  /// The path of that name in the folder, whether or not anything is there.
  package func callAsFunction(_ name: String) -> String { Path.join(path, name) }

  /// Writes a file, with the folders it needs, and returns its path.
  @discardableResult
  package func write(_ name: String, _ content: [UInt8]) throws -> String {
    let file = self(name)
    try FileSystem.createFolders(Path.folder(of: file))
    try FileSystem.write(content, to: file)
    return file
  }

  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// The names in the folder, sorted.
  package func names() throws -> [String] { try FileSystem.list(path) }
}
