import Glibc
import PosixFiles

/// The file that history lasts in, shared by all sessions that run.
///
/// A session only ever adds lines at its end, under a lock; what was added by others stays. Who finds
/// the file too long writes it anew under the same lock, so that nothing comes in between.
struct HistoryFile: Sendable {
  let path: String
  /// How many entries are kept.
  let limit: Int

  /// What is kept of entries, in bytes.
  private static let keptBytes = 1 << 20
  /// What is looked at of a file that somebody else made longer.
  private static let readBytes = 1 << 23

  /// The entries, oldest first; none where there is no file.
  ///
  /// - Throws: `FileError` where it cannot be read.
  func load() throws(FileError) -> [String] {
    do throws(FileError) {
      // `/dev/null` is a history that stays empty, and a pipe is not waited for.
      if try FileSystem.status(of: path).kind == .special { return [] }
      let reader = try FileReader(path)
      let size = try reader.status().size
      let isCut = size > Self.readBytes
      if isCut { try reader.seek(to: size - Self.readBytes) }
      var bytes = try reader.read(upTo: min(size, Self.readBytes))[...]
      if isCut { bytes = bytes.drop { $0 != UInt8(ascii: "\n") } }
      return HistoryCoding.bounded(
        HistoryCoding.entries(in: bytes), count: limit, bytes: Self.keptBytes)
    } catch {
      if error.isMissing { return [] }
      throw error
    }
  }

  /// Adds an entry.
  ///
  /// - Throws: `FileError` where it cannot be written.
  func add(_ entry: String) throws(FileError) {
    try FileSystem.createFolders(Path.folder(of: path), mode: 0o700)
    while true {
      let descriptor = open(
        path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { throw lastError(.open) }
      defer { _ = close(descriptor) }
      // A file system without locks has one session at a time, as far as it can tell.
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw lastError(.inspect) }
      guard status.st_mode & S_IFMT == S_IFREG else { return }
      // Another session may have written the file anew while this one waited.
      guard isNamed(status) else { continue }
      if status.st_mode & 0o077 != 0, fchmod(descriptor, 0o600) != 0 { throw lastError(.write) }
      try append(HistoryCoding.line(for: entry), to: descriptor, size: Int(status.st_size))
      return try compact(size: Int(status.st_size))
    }
  }

  private func isNamed(_ status: stat) -> Bool {
    var named = stat()
    return stat(path, &named) == 0 && named.st_dev == status.st_dev
      && named.st_ino == status.st_ino
  }

  private func append(
    _ line: [UInt8], to descriptor: Int32, size: Int
  ) throws(FileError) {
    var last: UInt8 = 0
    // What a full disk or a crash left of a line must not swallow this one.
    let isTorn = size > 0 && pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last != 0x0A
    let bytes = (isTorn ? [0x0A] : []) + line
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count >= 0 { written += count } else if errno != EINTR { throw lastError(.write) }
    }
  }

  /// Writes a file anew that has grown to twice of what is kept; the caller holds the lock.
  private func compact(size: Int) throws(FileError) {
    // To count the lines of a short file is not worth it; entries have some 30 bytes.
    guard size > min(limit * 64, Self.keptBytes * 2) else { return }
    let bytes = try FileSystem.status(of: path).size
    let entries = try load()
    let content = entries.flatMap(HistoryCoding.line)
    guard content.count * 2 < bytes || bytes > Self.keptBytes * 2 else { return }
    try FileSystem.write(content, to: path, mode: 0o600)
  }

  private func lastError(_ operation: FileError.Operation) -> FileError {
    FileError(path: path, operation: operation, reason: .system(errno))
  }
}
