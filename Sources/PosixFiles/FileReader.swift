import Glibc

/// A file that is read from front to back in pieces, so that a video need not fit into memory.
package struct FileReader: ~Copyable {
  private let descriptor: FileDescriptor

  /// Which files may be opened.
  package enum Acceptance: Sendable {
    /// Only plain files: what a spec names must not make the program wait for a pipe's writer.
    case plainFiles
    /// Pipes and devices too: what a person typed on the command line, such as `<(…)`.
    case anything
  }

  /// - Throws: `FileError`; `.notAPlainFile` for a folder, and for what `acceptance` excludes.
  package init(_ path: String, accepting acceptance: Acceptance = .plainFiles) throws(FileError) {
    let waiting: Int32 = acceptance == .plainFiles ? O_NONBLOCK : 0
    let descriptor = try FileDescriptor(opening: path, flags: O_RDONLY | O_NOCTTY | waiting)
    let kind = try descriptor.status().kind
    guard kind == .file || (acceptance == .anything && kind != .folder) else {
      throw FileError(path: path, operation: .read, reason: .notAPlainFile)
    }
    self.descriptor = descriptor
  }

  /// What was opened, even if the name has been given to another file since.
  package func status() throws(FileError) -> FileStatus { try descriptor.status() }

  /// The next bytes, at most `count`; fewer only at the end, none after it.
  package func read(upTo count: Int) throws(FileError) -> [UInt8] {
    try read(upTo: count, expecting: count)
  }

  /// As `read(upTo:)`, with room for `size` bytes at first.
  func read(upTo count: Int, expecting size: Int) throws(FileError) -> [UInt8] {
    try FileSystem.collect(limit: count, expected: size) { buffer throws(FileError) in
      try descriptor.read(into: buffer)
    }
  }

  /// Continues at another place, counted in bytes from the start.
  package func seek(to offset: Int) throws(FileError) {
    guard lseek(descriptor.number, off_t(offset), SEEK_SET) >= 0 else {
      throw .last(.read, descriptor.path)
    }
  }

  /// Hands the rest to `body`, piece by piece in order, for example to a hash.
  ///
  /// - Returns: the number of bytes.
  package func forEachChunk(
    of size: Int = 1 << 18, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(FileError) -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    var total = 0
    while true {
      let count = try descriptor.read(into: buffer)
      guard count > 0 else { return total }
      total += count
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
