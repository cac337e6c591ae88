import PNGCodec

/// A file is refused, or its pixels are all there and survive being written.
func checkPNG(_ bytes: [UInt8]) throws(CheckFailure) {
  let image: PixelImage
  do throws(PNGError) {
    image = try PNG.decode(bytes, limits: .init(side: 2_000, pixels: 200_000))
  } catch {
    if case .cannotEncode = error { throw CheckFailure("reading fails as writing does: \(error)") }
    return
  }
  try require(image.bytes.count == image.width * image.height * 4, "pixels are missing")
  let again: PixelImage
  do throws(PNGError) {
    again = try PNG.decode(try PNG.encode(image))
  } catch {
    throw CheckFailure("it cannot be written and read again: \(error)")
  }
  try require(again == image, "it is another when it was written and read again")
}
