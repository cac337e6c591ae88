/// Reads compressed counts into memory that is there already.
struct CountsReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let pixelCount: Int
  /// How many runs were read.
  private(set) var count = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, pixelCount: Int) {
    self.bytes = bytes
    self.pixelCount = pixelCount
  }

  /// Reads all runs.
  ///
  /// - Precondition: there is room for as many runs as there are bytes.
  /// - Throws: `RunLengthError` at the first run that cannot be; those before it were read.
  mutating func read(into runs: UnsafeMutableBufferPointer<Int>) throws(RunLengthError) {
    precondition(runs.count >= bytes.count, "no run takes less than a byte")
    var left = pixelCount
    // The last two runs: neighbouring columns look alike, and a run is given as the change from the
    // last of its kind.
    var last = 0
    var secondLast = 0
    var offset = 0
    while offset < bytes.count {
      let start = offset
      var value = try number(at: &offset)
      if count > 2 { value += secondLast }
      guard value >= 0 else { throw RunLengthError(.negativeRun, at: start) }
      guard value <= left else { throw RunLengthError(.tooLong(pixelCount), at: start) }
      left -= value
      runs[count] = value
      count += 1
      secondLast = last
      last = value
    }
    guard left == 0 else {
      throw RunLengthError(.tooShort(pixelCount - left, of: pixelCount), at: offset)
    }
  }

  /// Reads groups of five bits, the lowest first, up to one behind which none follows.
  @inline(__always)
  private func number(at offset: inout Int) throws(RunLengthError) -> Int {
    let start = offset
    var value = 0
    var shift = 0
    while offset < bytes.count {
      let group = bytes[offset] &- 48
      guard group < 64 else { throw RunLengthError(.character(bytes[offset]), at: offset) }
      // Twelve groups of five bits and their sign are within an `Int`, and beyond any length.
      guard shift < 60 else { throw RunLengthError(.overlongRun, at: start) }
      offset += 1
      value |= Int(group & 0x1F) << shift
      shift += 5
      if group & 0x20 == 0 {
        return group & 0x10 == 0 ? value : value | -1 << shift
      }
    }
    throw RunLengthError(.truncated, at: start)
  }
}
