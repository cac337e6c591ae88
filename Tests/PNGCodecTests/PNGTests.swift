import Crypto
import PNGCodec
import Testing

struct PNGTests {
  /// One small file of each kind, made by hand, with the pixels that are in it.
  static let samples: [(name: String, base64: String, width: Int, pixels: [UInt8])] = [
    (
      "gray, 1 bit",
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR42mNYwOAAAAIkAOFN"
        + "FuheAAAAAElFTkSuQmCC",
      3,
      [255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255]
        + [0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 255]
    ),
    (
      "gray, 16 bit",
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAAAAACB2fwVAAAADUlEQVR42mP4/5+BAQAG/gH/"
        + "KtxH9QAAAABJRU5ErkJggg==",
      2, [255, 255, 255, 255, 0, 0, 0, 255]
    ),
    (
      "colour",
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mP4z8DA8J8BAAf/"
        + "Af+4BDXgAAAAAElFTkSuQmCC",
      2, [255, 0, 0, 255, 0, 255, 0, 255]
    ),
    (
      "palette with a transparent entry",
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAABAgMAAABmjvwnAAAACVBMVEX/AAAA/wAAAP8tSs2K"
        + "AAAAAnRSTlP/AOW3MEoAAAAKSURBVHjaY5AAAAAaABmAAI67AAAAAElFTkSuQmCC",
      3, [255, 0, 0, 255, 0, 255, 0, 0, 0, 0, 255, 255]
    ),
    (
      "gray with opacity",
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR42mP438DwHwAGgAJ/"
        + "zxIJ8QAAAABJRU5ErkJggg==",
      2, [255, 255, 255, 128, 0, 0, 0, 255]
    ),
    (
      "interlaced",
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAFoEvQfAAAADUlEQVR42mNgZGJmAQAAGQAL"
        + "OARUtAAAAABJRU5ErkJggg==",
      1, [1, 2, 3, 4]
    ),
  ]

  private static func file(_ index: Int) throws -> [UInt8] {
    try #require(Base64.decode(samples[index].base64))
  }

  @Test(arguments: samples.indices)
  func `Every kind of PNG becomes red, green, blue and opacity`(index: Int) throws {
    let image = try PNG.decode(try Self.file(index))
    #expect(image.layout == .rgba)
    #expect(image.width == Self.samples[index].width)
    #expect(image.bytes == Self.samples[index].pixels)
  }

  @Test(arguments: [(1, 1), (3, 2), (317, 203)])
  func `Colours and opacity come back exactly`(width: Int, height: Int) throws {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<width * height * 4).map { _ in UInt8.random(in: 0...255, using: &random) }
    let image = PixelImage(width: width, height: height, layout: .rgba, bytes: bytes)
    #expect(try PNG.decode(try PNG.encode(image)) == image)
  }

  @Test func `Shades of gray come back exactly`() throws {
    let shades = (0...255).map { UInt8($0) }
    let image = PixelImage(width: 16, height: 16, layout: .gray, bytes: shades)
    #expect(try PNG.decode(try PNG.encode(image)).bytes == shades.flatMap { [$0, $0, $0, 255] })
  }

  @Test func `A mask is black and white, and small`() throws {
    let mask = (0..<1280 * 720).map { UInt8($0 % 1280 < 300 ? 1 : 0) }
    let file = try PNG.encode(PixelImage(mask: mask, width: 1280, height: 720))
    #expect(file.count < 10_000)
    let pixels = try PNG.decode(file)
    #expect(pixels.width == 1280 && pixels.height == 720)
    #expect(Array(pixels.bytes[299 * 4..<301 * 4]) == [255, 255, 255, 255, 0, 0, 0, 255])
  }

  @Test func `What is no PNG is told apart`() {
    #expect(throws: PNGError.notPNG) { try PNG.decode([]) }
    #expect(throws: PNGError.notPNG) { try PNG.decode(Array("GIF89a".utf8)) }
    #expect(throws: PNGError.notPNG) { try PNG.decode([0x89, 0x50, 0x4E, 0x47]) }
  }

  @Test(arguments: samples.indices)
  func `A file cut anywhere, or with any byte changed, gives pixels or an error`(index: Int) throws
  {
    let file = try Self.file(index)
    for end in 8..<file.count {
      #expect(throws: PNGError.self) { try PNG.decode(Array(file[..<end])) }
    }
    for place in file.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = file
        damaged[place] ^= change
        do {
          let image = try PNG.decode(damaged, limits: .init(side: 100, pixels: 1_000))
          #expect(image.bytes.count == image.width * image.height * 4)
        } catch {
          if case .cannotEncode = error { Issue.record("\(error), from byte \(place)") }
        }
      }
    }
  }

  @Test func `A file that claims to be huge is refused before memory is taken`() throws {
    // 20000 × 16000, gray.
    let huge = try #require(
      Base64.decode(
        "iVBORw0KGgoAAAANSUhEUgAATiAAAD6ACAAAAAAzb9ggAAAAC0lEQVR42mNgwAQAABQAAe5a"
          + "aQkAAAAASUVORK5CYII="))
    #expect(throws: PNGError.tooLarge(width: 20_000, height: 16_000)) { try PNG.decode(huge) }
    let image = PixelImage(
      width: 8, height: 4, layout: .gray, bytes: .init(repeating: 0, count: 32))
    let file = try PNG.encode(image)
    #expect(throws: PNGError.tooLarge(width: 8, height: 4)) {
      try PNG.decode(file, limits: .init(side: 7, pixels: 100))
    }
    #expect(throws: PNGError.tooLarge(width: 8, height: 4)) {
      try PNG.decode(file, limits: .init(side: 8, pixels: 31))
    }
    #expect(try PNG.decode(file, limits: .init(side: 8, pixels: 32)).width == 8)
  }
}
