extension RunLengthMask {
  /// Reads COCO's compressed counts, as the service sends them (`api/multi-elements.md`, Masks).
  ///
  /// - Throws: `RunLengthError` at the first run that cannot be.
  package init(height: Int, width: Int, counts: String) throws(RunLengthError) {
    let pixelCount = try Self.pixelCount(height: height, width: width)
    var runs: [Int] = []
    var sum = 0
    var value = 0
    var shift = 0
    var start = 0
    for (offset, byte) in counts.utf8.enumerated() {
      guard 48...111 ~= byte else { throw RunLengthError(.character(byte), at: offset) }
      let group = Int(byte) - 48
      // Twelve groups of five bits and their sign are within an `Int`, and beyond any length.
      guard shift < 60 else { throw RunLengthError(.overlongRun, at: start) }
      value |= (group & 0x1F) << shift
      shift += 5
      if group & 0x20 != 0 { continue }
      if group & 0x10 != 0 { value |= -1 << shift }
      // Neighbouring columns look alike: a run is given as the change from the last of its kind.
      if runs.count > 2 { value += runs[runs.count - 2] }
      guard value >= 0 else { throw RunLengthError(.negativeRun, at: start) }
      guard value <= pixelCount - sum else {
        throw RunLengthError(.tooLong(pixelCount), at: start)
      }
      sum += value
      runs.append(value)
      value = 0
      shift = 0
      start = offset + 1
    }
    guard shift == 0 else { throw RunLengthError(.truncated, at: start) }
    guard sum == pixelCount else {
      throw RunLengthError(.tooShort(sum, of: pixelCount), at: start)
    }
    self.init(unchecked: runs, height: height, width: width)
  }

  /// COCO's compressed counts, in the shortest form.
  package var counts: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(runs.count * 2)
    for (index, run) in runs.enumerated() {
      var value = index > 2 ? run - runs[index - 2] : run
      var isLast = false
      while !isLast {
        let group = UInt8(value & 0x1F)
        value >>= 5
        isLast = value == (group & 0x10 == 0 ? 0 : -1)
        bytes.append(48 + (isLast ? group : group | 0x20))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
