/// Another size by area: every pixel becomes the average of what it covers of the source, counted
/// in whole numbers, so that equal pixels stay what they are.
///
/// Lengths are measured in units of which a pixel of the source has as many as the target has
/// pixels, and the other way round; then every border falls between two units.
struct AreaAverage {
  let sourceWidth: Int
  let sourceHeight: Int
  let target: BitmapSize
  /// Values a pixel.
  let channels: Int
  /// What each average is multiplied with before it is rounded.
  let gain: UInt64

  /// - Precondition: no value times the height is beyond 32 bits, no average times the gain beyond
  ///   the type of the values.
  @inline(__always)
  func scaled<Value: FixedWidthInteger & UnsignedInteger>(_ values: [Value]) -> [Value] {
    precondition(
      values.count == sourceWidth * sourceHeight * channels, "every pixel has all its values")
    let count = target.pixelCount * channels
    return [Value](unsafeUninitializedCapacity: count) { result, initialized in
      values.withUnsafeBufferPointer { values in
        let length = sourceWidth * channels
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: length) { sums in
          for row in 0..<target.height {
            sums.initialize(repeating: 0)
            addRows(below: row, of: values, to: sums)
            let start = row * target.width * channels
            reduce(sums, to: UnsafeMutableBufferPointer(rebasing: result[start..<count]))
          }
        }
      }
      initialized = count
    }
  }

  /// Adds up what lies below a row of the target, columns kept apart.
  @inline(__always)
  private func addRows<Value: FixedWidthInteger & UnsignedInteger>(
    below row: Int, of values: UnsafeBufferPointer<Value>,
    to sums: UnsafeMutableBufferPointer<UInt32>
  ) {
    let span = AreaSpan(of: row, source: sourceHeight, target: target.height)
    add(span.head, of: values, to: sums, weight: span.headWeight)
    if span.tailWeight > 0 { add(span.tail, of: values, to: sums, weight: span.tailWeight) }
    guard !span.inner.isEmpty else { return }
    // One multiplication for all rows that count in full.
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: sums.count) { inner in
      inner.initialize(repeating: 0)
      for sourceRow in span.inner { add(sourceRow, of: values, to: inner, weight: 1) }
      let weight = UInt32(truncatingIfNeeded: target.height)
      for index in 0..<sums.count { sums[index] &+= inner[index] &* weight }
    }
  }

  @inline(__always)
  private func add<Value: FixedWidthInteger & UnsignedInteger>(
    _ row: Int, of values: UnsafeBufferPointer<Value>,
    to sums: UnsafeMutableBufferPointer<UInt32>, weight: Int
  ) {
    guard let values = values.baseAddress, let sums = sums.baseAddress else { return }
    let length = sourceWidth * channels
    let source = values + row * length
    let factor = UInt32(truncatingIfNeeded: weight)
    // Kept this plain, the loops become vector instructions.
    if weight == 1 {
      for index in 0..<length { sums[index] &+= UInt32(truncatingIfNeeded: source[index]) }
    } else {
      for index in 0..<length {
        sums[index] &+= UInt32(truncatingIfNeeded: source[index]) &* factor
      }
    }
  }

  /// Averages a row of sums over its columns.
  @inline(__always)
  private func reduce<Value: FixedWidthInteger & UnsignedInteger>(
    _ sums: UnsafeMutableBufferPointer<UInt32>, to row: UnsafeMutableBufferPointer<Value>
  ) {
    let whole = UInt64(sourceWidth * sourceHeight)
    for column in 0..<target.width {
      let span = AreaSpan(of: column, source: sourceWidth, target: target.width)
      for channel in 0..<channels {
        var inner: UInt64 = 0
        for index in span.inner { inner &+= UInt64(sums[index * channels + channel]) }
        var sum = inner &* UInt64(target.width)
        sum &+= UInt64(sums[span.head * channels + channel]) &* UInt64(span.headWeight)
        if span.tailWeight > 0 {
          sum &+= UInt64(sums[span.tail * channels + channel]) &* UInt64(span.tailWeight)
        }
        row[column * channels + channel] =
          Value(truncatingIfNeeded: (sum &* gain &+ whole / 2) / whole)
      }
    }
  }
}

/// Which pixels of a side of the source a pixel of the target covers, and how much of each.
private struct AreaSpan {
  let head: Int
  let headWeight: Int
  /// Covered in full, each with the weight of the target's side.
  let inner: Range<Int>
  let tail: Int
  /// 0 where there is none but the first.
  let tailWeight: Int

  init(of index: Int, source: Int, target: Int) {
    let start = index * source
    let end = start + source
    head = start / target
    tail = (end - 1) / target
    guard head < tail else {
      headWeight = source
      inner = tail..<tail
      tailWeight = 0
      return
    }
    headWeight = (head + 1) * target - start
    inner = head + 1..<tail
    tailWeight = end - tail * target
  }
}
