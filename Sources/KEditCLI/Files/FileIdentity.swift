import PosixFiles

/// However a file is reached, by links or by detours, it is the same one.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  /// `nil` where nothing of that kind stands at the path.
  init?(of path: String, kind: FileStatus.Kind) {
    guard let status = try? FileSystem.status(of: path), status.kind == kind else { return nil }
    device = status.device
    inode = status.inode
  }

  /// Whether two paths lead to one file, or would if it were written: then its folder is there.
  static func areSame(_ one: String, _ other: String) -> Bool {
    if let identity = FileIdentity(of: one, kind: .file) {
      return identity == FileIdentity(of: other, kind: .file)
    }
    guard Path.name(of: one).utf8.elementsEqual(Path.name(of: other).utf8),
      let folder = FileIdentity(of: Path.folder(of: one), kind: .folder)
    else { return false }
    return folder == FileIdentity(of: Path.folder(of: other), kind: .folder)
  }
}
