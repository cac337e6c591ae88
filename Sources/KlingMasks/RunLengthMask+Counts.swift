extension RunLengthMask {
  /// Reads COCO's compressed counts, as the service sends them (`api/multi-elements.md`, Masks).
  ///
  /// - Throws: `RunLengthError` at the first run that cannot be.
  package init(height: Int, width: Int, counts: String) throws(RunLengthError) {
    let pixelCount = try Self.pixelCount(height: height, width: width)
    var counts = counts
    var failure: RunLengthError?
    let runs = counts.withUTF8 { bytes in
      // No run takes less than a byte.
      [Int](unsafeUninitializedCapacity: bytes.count) { runs, count in
        var reader = CountsReader(bytes, pixelCount: pixelCount)
        do throws(RunLengthError) {
          try reader.read(into: runs)
        } catch {
          failure = error
        }
        count = reader.count
      }
    }
    if let failure { throw failure }
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
