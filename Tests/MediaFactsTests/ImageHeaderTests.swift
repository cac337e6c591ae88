import MediaFacts
import Testing

@Suite struct ImageHeaderTests {
  static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Signature, header chunk, and the first bytes of the next chunk.
  static func png(width: [UInt8], height: [UInt8]) -> [UInt8] {
    pngSignature + [0, 0, 0, 13] + Array("IHDR".utf8) + width + height
      + [8, 6, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0] + Array("IEND".utf8)
  }

  static func segment(_ code: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = content.count + 2
    return [0xFF, code, UInt8(length >> 8), UInt8(length & 0xFF)] + content
  }

  /// A frame header of 640 × 400 with three components.
  static func frame(_ code: UInt8) -> [UInt8] {
    segment(code, [8, 0x01, 0x90, 0x02, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
  }

  static let expected = ContentType.image(ImageFacts(format: .jpeg, width: 640, height: 400))

  @Test func `a PNG gives its size in the first chunk`() {
    let image = Self.png(width: [0, 0, 5, 0], height: [0, 0, 2, 0xD0])
    #expect(
      ContentType.recognize(image)
        == .image(ImageFacts(format: .png, width: 1_280, height: 720)))
  }

  @Test(arguments: [
    png(width: [0, 0, 0, 0], height: [0, 0, 0, 1]),
    png(width: [0, 0, 0, 1], height: [0x80, 0, 0, 0]),
    pngSignature,
    pngSignature + [0, 0, 0, 4] + Array("CgBI".utf8) + [UInt8](repeating: 0, count: 40),
  ])
  func `a PNG without a sound header is damaged`(content: [UInt8]) {
    #expect(ContentType.recognize(content) == .other("a damaged PNG image"))
  }

  @Test(arguments: [0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA, 0xCF] as [UInt8])
  func `every kind of JPEG frame gives its size`(code: UInt8) {
    let tables = Self.segment(0xC4, [0, 1, 2]) + Self.segment(0xDB, [9])
    #expect(ContentType.recognize([0xFF, 0xD8] + tables + Self.frame(code)) == Self.expected)
  }

  @Test func `metadata of megabytes, fill bytes and stray bytes are walked over`() {
    // The metadata holds a whole JPEG of another size, as cameras put one there.
    let thumbnail = [0xFF, 0xD8] + Self.segment(0xC0, [8, 0, 1, 0, 1, 0])
    let metadata = Self.segment(0xE1, thumbnail + [UInt8](repeating: 0xC0, count: 65_000))
    let image =
      [0xFF, 0xD8] + (0..<40).flatMap { _ in metadata } + [0xFF, 0xFF] + Self.segment(0xE2, [])
      + [0x12, 0x34] + Self.frame(0xC2)
    #expect(ContentType.recognize(image) == Self.expected)
  }

  @Test func `only what is needed of a file is read`() {
    let metadata = (0..<20).flatMap { _ in
      Self.segment(0xE2, [UInt8](repeating: 7, count: 60_000))
    }
    let image =
      [0xFF, 0xD8] + metadata + Self.frame(0xC0) + [UInt8](repeating: 1, count: 3_000_000)
    var furthest = 0
    let type = ContentType.recognize(size: image.count) { offset, count in
      let end = min(image.count, offset + count)
      furthest = max(furthest, end)
      return Array(image[offset..<end])
    }
    #expect(type == Self.expected)
    #expect(furthest < 1_400_000)
  }

  @Test(
    arguments: [
      [0xFF, 0xD9], [0xFF, 0xDA, 0, 4, 1, 2], [0xFF, 0xE0, 0, 1], [0xFF, 0xE0, 0xFF, 0xFF],
      [0xFF, 0xFF, 0xFF], [0xFF, 0xC0, 0, 17, 8, 1], [0xFF, 0xC0, 0, 17, 8, 1, 1, 0, 0, 3],
    ] as [[UInt8]])
  func `a JPEG without a sound frame is damaged`(rest: [UInt8]) {
    #expect(ContentType.recognize([0xFF, 0xD8] + rest) == .other("a damaged JPEG image"))
  }

  @Test func `no prefix and no flipped byte of an image can do harm`() {
    let jpeg =
      [0xFF, 0xD8] + Self.segment(0xE1, [UInt8](repeating: 3, count: 40)) + Self.frame(0xC0)
    for image in [jpeg, Self.png(width: [0, 0, 1, 0], height: [0, 0, 1, 0])] {
      for length in 0...image.count { _ = ContentType.recognize(Array(image.prefix(length))) }
      for index in image.indices {
        for value: UInt8 in [0, 1, 0x7F, 0x80, 0xC0, 0xD0, 0xFF] {
          var changed = image
          changed[index] = value
          _ = ContentType.recognize(changed)
        }
      }
    }
  }

  @Test func `a file that shrinks while it is read is damaged`() {
    let type = ContentType.recognize(size: 1_000) { offset, _ in
      offset == 0 ? [0xFF, 0xD8, 0xFF, 0xE0, 0, 100] : []
    }
    #expect(type == .other("a damaged JPEG image"))
  }
}
