import KlingMasks

/// Run lengths are refused, or are a mask whose parts agree with one another, and which can be
/// drawn in any size.
///
/// The first four bytes are the sides of the mask and of the picture, from 1 to 64; the rest are
/// the counts.
func checkMask(_ bytes: [UInt8]) throws(CheckFailure) {
  let sides = bytes.prefix(4).map { Int($0 & 63) + 1 }
  guard sides.count == 4, let size = BitmapSize(width: sides[2], height: sides[3]) else { return }
  let counts = String(decoding: bytes.dropFirst(4), as: UTF8.self)
  let mask: RunLengthMask
  do throws(RunLengthError) {
    mask = try RunLengthMask(height: sides[0], width: sides[1], counts: counts)
  } catch {
    let offsets = 0...counts.utf8.count
    return try require(offsets ~= error.offset, "the offset lies outside: \(error)")
  }
  try require(mask.runs.allSatisfy { $0 >= 0 }, "a run is negative")
  try require(mask.runs.reduce(0, +) == sides[0] * sides[1], "the runs are not the mask's")
  let pixels = mask.rowMajorPixels()
  try require(pixels.allSatisfy { $0 <= 1 }, "a pixel is neither marked nor unmarked")
  try require(pixels.count { $0 == 1 } == mask.area, "the area is not that of the pixels")
  let again: [RunLengthMask]
  do throws(RunLengthError) {
    again = [
      try RunLengthMask(height: sides[0], width: sides[1], counts: mask.counts),
      try RunLengthMask(height: sides[0], width: sides[1], rowMajorPixels: pixels),
    ]
  } catch {
    throw CheckFailure("it cannot be read again: \(error)")
  }
  try require(again[0] == mask, "its counts are those of another mask")
  try require(again[1].rowMajorPixels() == pixels, "its pixels are those of another mask")
  try checkPicture(of: mask, in: size)
}

private func checkPicture(of mask: RunLengthMask, in size: BitmapSize) throws(CheckFailure) {
  let coverage = MaskCoverage(mask, size: size)
  let sum = coverage.values.reduce(0) { $0 + Int($1) }
  let exact = Double(mask.area * size.pixelCount * 255) / Double(mask.height * mask.width)
  try require(
    abs(Double(sum) - exact) <= Double(size.pixelCount) / 2 + 1e-6, "the share is another")
  let box = MaskFacts(mask).fractions
  try require(
    0 <= box.left && box.left <= box.right && box.right <= 1 && 0 <= box.top
      && box.top <= box.bottom && box.bottom <= 1, "the box lies outside")
  let picture = MaskPicture(
    masks: [mask], points: [PointMarker(x: box.left, y: box.bottom)], grid: .labelled
  ).drawn(in: size)
  try require(picture.isOpaque, "a picture can be seen through")
}
