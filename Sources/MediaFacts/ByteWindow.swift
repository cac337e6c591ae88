/// Single bytes of a file that is read a window at a time.
struct ByteWindow {
  /// Where the file, or the part of it that is looked at, ends.
  let end: Int
  private var start = 0
  private var bytes: [UInt8] = []

  init(end: Int) {
    self.end = end
  }

  /// The byte at an offset; `nil` behind the end.
  mutating func byte<Failure: Error>(
    at offset: Int, _ read: (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]
  ) throws(Failure) -> UInt8? {
    guard offset < end else { return nil }
    if offset < start || offset - start >= bytes.count {
      bytes = try read(offset, min(1 << 16, end - offset))
      start = offset
    }
    // A file that shrank while it was read gives nothing here.
    return bytes.isEmpty ? nil : bytes[offset - start]
  }

  /// The big-endian number of two bytes at an offset; `nil` where not both are there.
  mutating func number<Failure: Error>(
    at offset: Int, _ read: (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]
  ) throws(Failure) -> Int? {
    guard let high = try byte(at: offset, read), let low = try byte(at: offset + 1, read) else {
      return nil
    }
    return Int(high) << 8 | Int(low)
  }
}
