/// The frame header of a JPEG image (ITU-T T.81, annex B).
enum JPEGHeader {
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  /// How far into a file the frame header is looked for: more than any image that may be sent.
  static let searchLimit = 32 << 20

  /// Walks the segments up to the frame header, baseline or progressive, whatever lies between.
  static func read<Failure: Error>(
    size: Int, _ read: (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ContentType {
    let damaged = ContentType.other("a damaged JPEG image")
    var window = ByteWindow(end: min(size, searchLimit))
    var offset = 2
    while true {
      // A marker is 0xFF, any number of 0xFF to fill, and its code; stray bytes before it are
      // passed over, as every decoder does.
      while let byte = try window.byte(at: offset, read), byte != 0xFF { offset += 1 }
      while try window.byte(at: offset, read) == 0xFF { offset += 1 }
      guard let code = try window.byte(at: offset, read) else { return damaged }
      offset += 1
      switch code {
      case 0x00, 0x01, 0xD0...0xD8:
        continue  // Stands alone, without a length.
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard let height = try window.number(at: offset + 3, read),
          let width = try window.number(at: offset + 5, read), width > 0
        else { return damaged }
        // A height of 0 is given only after the picture's data, which decoders do not support.
        guard height > 0 else { return .other("a JPEG image without a height in its header") }
        return .image(ImageFacts(format: .jpeg, width: width, height: height))
      case 0xD9, 0xDA:
        return damaged  // The end, or picture data, before any frame header.
      default:
        guard let length = try window.number(at: offset, read), length >= 2 else { return damaged }
        offset += length
      }
    }
  }
}
