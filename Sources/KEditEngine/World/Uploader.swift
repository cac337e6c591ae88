package import KEditPlan

/// Brings a local video to a public URL, for the service reads nothing else.
package protocol Uploader: Sendable {
  /// - Returns: the URL under which everybody can read the file.
  /// - Throws: `Failure`, worded and classed by the adapter: a local file that cannot be read, a host
  ///   that cannot be reached or refuses.
  func upload(_ file: LocalFile) async throws(Failure) -> String
}
