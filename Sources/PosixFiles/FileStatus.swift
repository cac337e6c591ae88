package import Glibc

/// What the system knows of a path without reading the content.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case file
    case folder
    case symbolicLink
    /// A pipe, a socket or a device.
    case special
  }

  package let kind: Kind
  /// In bytes; of a folder or a special file without meaning.
  package let size: Int
  /// When the content was last changed, in nanoseconds since 1970.
  package let modified: Int64
  /// The permission bits.
  package let mode: mode_t
  /// Together with `inode` what a file is, whatever it is called.
  package let device: UInt64
  package let inode: UInt64

  init(_ raw: stat) {
    self.kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      default: .special
      }
    self.size = Int(raw.st_size)
    self.modified = Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec)
    self.mode = raw.st_mode & 0o7777
    self.device = UInt64(raw.st_dev)
    self.inode = UInt64(raw.st_ino)
  }
}
