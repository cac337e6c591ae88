package import Glibc

extension FileSystem {
  /// The whole content of a file of at most `limit` bytes; a longer one is refused, a device of
  /// endless length too.
  ///
  /// - Throws: `FileError`, `.tooLarge` above the limit.
  package static func read(
    _ path: String, limit: Int, accepting acceptance: FileReader.Acceptance = .plainFiles
  ) throws(FileError) -> [UInt8] {
    let reader = try FileReader(path, accepting: acceptance)
    let size = try reader.status().size
    let tooLarge = FileError(path: path, operation: .read, reason: .tooLarge(limit: limit))
    guard size <= limit else { throw tooLarge }
    // One byte more than allowed tells a file that is too long from one that just fits.
    let content = try reader.read(upTo: limit + 1, expecting: size + 1)
    guard content.count <= limit else { throw tooLarge }
    return content
  }

  /// All of standard input.
  ///
  /// - Throws: `FileError` with the path `-`, `.tooLarge` above the limit (in bytes).
  package static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
    let content = try collect(limit: limit + 1, expected: 1 << 16) { buffer throws(FileError) in
      try FileDescriptor.read(from: STDIN_FILENO, into: buffer, path: "-")
    }
    guard content.count <= limit else {
      throw FileError(path: "-", operation: .read, reason: .tooLarge(limit: limit))
    }
    return content
  }

  /// Replaces a file in one step: whoever looks sees the old content or the new, never half of it.
  ///
  /// `mode` is the permission bits; left out, those of the file that is replaced, else what the
  /// umask leaves of 0666.
  ///
  /// - Throws: `FileError`; then the old content stands.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t? = nil
  ) throws(FileError) {
    var writer = try FileWriter(path, mode: mode)
    try writer.write(bytes)
    try writer.commit()
  }

  /// Reads until the end or the limit, growing by what really comes.
  static func collect(
    limit: Int, expected: Int,
    _ read: (UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  ) throws(FileError) -> [UInt8] {
    var content: [UInt8] = []
    var step = max(expected, 512)
    while content.count < limit {
      step = min(step, limit - content.count, 1 << 24)
      let piece = try fill(step, read)
      if content.isEmpty { content = piece } else { content += piece }
      if piece.count < step { break }
      step = max(1 << 16, step * 2)
    }
    return content
  }

  /// Exactly `count` bytes, fewer only at the end.
  private static func fill(
    _ count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  ) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let room = UnsafeMutableRawBufferPointer(buffer)
      do throws(FileError) {
        while filled < count {
          let got = try read(UnsafeMutableRawBufferPointer(rebasing: room[filled..<count]))
          if got == 0 { break }
          filled += got
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
