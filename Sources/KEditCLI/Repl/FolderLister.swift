import KEditREPL
import PosixFiles

/// Lists folders for the completion of paths.
enum FolderLister {
  /// So many names are looked at.
  private static let limit = 10_000

  /// The names in a folder as it is written, seen from another; none where it cannot be read.
  static func list(_ folder: String, from other: String) -> [FolderEntry] {
    let path = Path.join(other, folder)
    guard let names = try? FileSystem.list(path) else { return [] }
    return names.prefix(limit).map { name in
      let status = try? FileSystem.status(of: Path.join(path, name))
      return FolderEntry(name: name, isFolder: status?.kind == .folder)
    }
  }
}
