/// A file that a run put in its place.
package struct PlacedFile: Hashable, Sendable {
  /// An absolute path.
  package let location: String
  /// SHA-256 of the content, in lower-case hexadecimal.
  package let sha256: String
  /// In bytes.
  package let size: Int
  /// Of the edit whose file it is.
  package let fingerprint: String
  /// Of the task whose file it is.
  package let externalTaskID: String
  package let taskID: String?

  package init(
    location: String, sha256: String, size: Int, fingerprint: String, externalTaskID: String,
    taskID: String?
  ) {
    self.location = location
    self.sha256 = sha256
    self.size = size
    self.fingerprint = fingerprint
    self.externalTaskID = externalTaskID
    self.taskID = taskID
  }
}
