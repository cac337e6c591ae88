import PNGCodec
import Testing

/// Files that nobody means well with, whose checksums are all right: libpng itself must refuse them.
struct HostilePNGTests {
  /// A chunk with its length and checksum.
  static func chunk(_ type: String, _ data: [UInt8], length: UInt32? = nil) -> [UInt8] {
    let body = Array(type.utf8) + data
    var sum: UInt32 = .max
    for byte in body {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return bigEndian(length ?? UInt32(data.count)) + body + bigEndian(~sum)
  }

  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  static func header(
    _ width: UInt32, _ height: UInt32, depth: UInt8 = 8, color: UInt8 = 0, interlace: UInt8 = 0
  ) -> [UInt8] {
    chunk("IHDR", bigEndian(width) + bigEndian(height) + [depth, color, 0, 0, interlace])
  }

  /// Bytes as a zlib stream that does not compress.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    let count = UInt16(bytes.count)
    let length = [UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8)]
    return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + bytes + bigEndian(high << 16 | low)
  }

  static func file(_ chunks: [UInt8]...) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunks.flatMap { $0 }
  }

  /// Two rows of two pixels, black.
  static let pixels = chunk("IDAT", stored([0, 0, 0, 0, 0, 0]))
  static let end = chunk("IEND", [])

  @Test func `the file that all others are made from is sound`() throws {
    let image = try PNG.decode(Self.file(Self.header(2, 2), Self.pixels, Self.end))
    #expect(image.bytes == [UInt8]((0..<4).flatMap { _ in [0, 0, 0, 255] as [UInt8] }))
  }

  static let unsound: [(String, [UInt8])] = [
    ("no chunk", file()),
    ("no header", file(pixels, end)),
    ("no pixels", file(header(2, 2), end)),
    ("no palette", file(header(2, 2, color: 3), pixels, end)),
    (
      "a palette behind the pixels",
      file(header(2, 2, color: 3), pixels, chunk("PLTE", [1, 2, 3]), end)
    ),
    ("a palette of no colours", file(header(2, 2, color: 3), chunk("PLTE", []), pixels, end)),
    ("a width of 0", file(header(0, 2), pixels, end)),
    ("a height of 0", file(header(2, 0), pixels, end)),
    ("a width beyond 31 bits", file(header(.max, 2), pixels, end)),
    ("a depth that there is not", file(header(2, 2, depth: 3), pixels, end)),
    ("a colour type that there is not", file(header(2, 2, color: 7), pixels, end)),
    ("a depth that its colours cannot have", file(header(2, 2, depth: 4, color: 6), pixels, end)),
    ("an unknown way to interlace", file(header(2, 2, interlace: 9), pixels, end)),
    ("a short header", file(chunk("IHDR", [0, 0, 0, 2]), pixels, end)),
    ("a chunk that claims 4 GB", file(header(2, 2), chunk("IDAT", [], length: .max), end)),
    ("a chunk that claims 2 GB", file(header(2, 2), chunk("tEXt", [65], length: 1 << 31 - 1), end)),
    ("an unknown chunk that must be known", file(header(2, 2), chunk("ABCD", [1]), pixels, end)),
    (
      "a chunk whose type is no letters",
      file(header(2, 2), chunk("\u{1}\u{2}\u{3}\u{4}", []), pixels, end)
    ),
    ("an empty stream", file(header(2, 2), chunk("IDAT", []), end)),
    ("a stream that is none", file(header(2, 2), chunk("IDAT", [1, 2, 3, 4, 5]), end)),
    ("too few pixels", file(header(2, 2), chunk("IDAT", stored([0, 0, 0])), end)),
    (
      "a filter that there is not",
      file(header(2, 2), chunk("IDAT", stored([9, 0, 0, 9, 0, 0])), end)
    ),
    ("a second header", file(header(2, 2), header(9, 9), pixels, end)),
    ("nothing behind the header", file(header(2, 2))),
  ]

  @Test(arguments: unsound)
  func `what is unsound is refused, or read as what can be read of it`(
    name: String, file: [UInt8]
  ) {
    do {
      let image = try PNG.decode(file, limits: .init(side: 100, pixels: 1_000))
      // libpng forgives some; then there are as many pixels as the header says.
      #expect(image.width == 2 && image.height == 2, "\(name)")
      #expect(image.bytes.count == 16)
    } catch {
      switch error {
      case .damaged(let words): #expect(!words.isEmpty)
      case .tooLarge(let width, let height): #expect(width > 100 || height > 100)
      case .notPNG, .cannotEncode: Issue.record("\(name): \(error)")
      }
    }
  }

  /// A text or a profile of a kilobyte that says it unpacks to a gigabyte is not unpacked.
  @Test(arguments: ["zTXt", "iCCP", "iTXt"])
  func `compressed texts and profiles do no harm`(type: String) throws {
    let name: [UInt8] = type == "iTXt" ? [65, 0, 1, 0, 0, 0] : [65, 0, 0]
    // Blocks of length 0 without end, and a broken one.
    let blocks = [UInt8]((0..<1_000).flatMap { _ in [0, 0, 0, 0xFF, 0xFF] as [UInt8] })
    let chunk = Self.chunk(type, name + [0x78, 0x01] + blocks)
    let image = try PNG.decode(Self.file(Self.header(2, 2), chunk, Self.pixels, Self.end))
    #expect(image.width == 2)
  }

  @Test func `thousands of chunks are passed over`() throws {
    let texts = (0..<5_000).flatMap { Self.chunk("tEXt", [65, 0, UInt8($0 & 127)]) }
    let file = Self.file(Self.header(2, 2), texts, Self.pixels, Self.end)
    #expect(try PNG.decode(file).width == 2)
  }

  @Test func `what follows the end is not looked at`() throws {
    let file = Self.file(Self.header(2, 2), Self.pixels, Self.end, [UInt8](repeating: 7, count: 99))
    #expect(try PNG.decode(file).width == 2)
  }
}
