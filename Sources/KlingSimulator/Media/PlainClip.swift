import Crypto

/// A clip of one colour, made without any program: what stands in for a public video where there
/// is no ffmpeg to draw a better one.
///
/// 1280 x 720, 30 frames a second, H.264 in an MP4 file (ISO/IEC 14496-12, -15). Two key frames
/// are stored here; they alternate, for two key frames in a row must differ in their number.
package struct PlainClip: Hashable, Sendable {
  package let seconds: Int

  package init(seconds: Int) {
    self.seconds = seconds
  }

  private static let width = 1280
  private static let height = 720
  private static let framesPerSecond = 30

  /// The file.
  package var bytes: [UInt8] {
    let samples = (0..<seconds * PlainClip.framesPerSecond).map { PlainClip.sample($0) }
    let fileType = box("ftyp", Array("isom".utf8) + word(0x200) + Array("isomavc1mp41".utf8))
    // The offset of the samples depends on the length of what is before them, not on its content.
    let length = fileType.count + movie(samples.map(\.count), offset: 0).count
    return fileType + movie(samples.map(\.count), offset: length + 8)
      + box("mdat", samples.flatMap { $0 })
  }

  /// One frame, its length before it.
  private static func sample(_ index: Int) -> [UInt8] {
    let slice = index.isMultiple(of: 2) ? evenSlice : oddSlice
    return word(slice.count) + slice
  }

  // MARK: Boxes

  private func movie(_ sizes: [Int], offset: Int) -> [UInt8] {
    let duration = sizes.count
    let header = fullBox(
      "mvhd",
      zeros(8) + word(PlainClip.framesPerSecond) + word(duration) + word(0x10000) + half(0x100)
        + zeros(10) + PlainClip.matrix + zeros(24) + word(2))
    let trackHeader = fullBox(
      "tkhd", flags: 3,
      zeros(8) + word(1) + zeros(4) + word(duration) + zeros(16) + PlainClip.matrix
        + word(PlainClip.width << 16) + word(PlainClip.height << 16))
    let mediaHeader = fullBox(
      "mdhd",
      zeros(8) + word(PlainClip.framesPerSecond) + word(duration) + half(0x55C4) + zeros(2))
    let handler = fullBox("hdlr", zeros(4) + Array("vide".utf8) + zeros(13))
    let reference = fullBox("dref", word(1) + fullBox("url ", flags: 1, []))
    let information = box(
      "minf",
      fullBox("vmhd", flags: 1, zeros(8)) + box("dinf", reference)
        + sampleTable(sizes, offset: offset))
    let media = box("mdia", mediaHeader + handler + information)
    return box("moov", header + box("trak", trackHeader + media))
  }

  private func sampleTable(_ sizes: [Int], offset: Int) -> [UInt8] {
    let entry = box(
      "avc1",
      zeros(6) + half(1) + zeros(16) + half(PlainClip.width) + half(PlainClip.height)
        + word(0x48_0000) + word(0x48_0000) + zeros(4) + half(1) + zeros(32) + half(24)
        + half(0xFFFF) + box("avcC", decoderConfiguration))
    return box(
      "stbl",
      fullBox("stsd", word(1) + entry)
        + fullBox("stts", word(1) + word(sizes.count) + word(1))
        + fullBox("stsc", word(1) + word(1) + word(sizes.count) + word(1))
        + fullBox("stsz", word(0) + word(sizes.count) + sizes.flatMap { word($0) })
        + fullBox("stco", word(1) + word(offset)))
  }

  private var decoderConfiguration: [UInt8] {
    let sequence = PlainClip.sequenceParameters
    let picture = PlainClip.pictureParameters
    return [1] + sequence[1...3] + [0xFF, 0xE1] + half(sequence.count) + sequence + [1]
      + half(picture.count) + picture + [0xFD, 0xF8, 0xF8, 0]
  }

  private static let matrix: [UInt8] =
    word(0x10000) + zeros(12) + word(0x10000) + zeros(12) + word(0x4000_0000)

  // MARK: The two frames

  private static let sequenceParameters: [UInt8] = decode(
    "Z2QQH6y4CgC3YCIAAAMAAgAAAwB4CA==")
  private static let pictureParameters: [UInt8] = decode("aO4Dksiw")
  private static let evenSlice = decode(
    """
    ZYiEBL/+Pu7r4E2OIV8Kf3M1RqsxdWcWDGgAAAMAAAMAAAMAA09gAAAGYgAABUYAAAhoAAARoAAAAwAAAwAAAwAA\
    AwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAA\
    AwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAA\
    AwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAAAwAA\
    AwAAAwL7
    """)
  private static let oddSlice = decode(
    """
    ZYiCAQ/+DBC+BNjJDnfz4F3wMlrGJ0JVEAAAAwAAAwAAAwAoaAAAAwDbQAAAvIAAAUaAAALbAAADAAADAAADAAAD\
    AAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAAD\
    AAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAAD\
    AAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAADAAAD\
    AAADAF9A
    """)

  private static func decode(_ text: String) -> [UInt8] {
    guard let bytes = Base64.decode(text) else { preconditionFailure("written as base64 here") }
    return bytes
  }
}

private func word(_ value: Int) -> [UInt8] {
  [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
}

private func half(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

private func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
  word(content.count + 8) + Array(type.utf8) + content
}

private func fullBox(_ type: String, flags: Int = 0, _ content: [UInt8]) -> [UInt8] {
  box(type, word(flags) + content)
}
