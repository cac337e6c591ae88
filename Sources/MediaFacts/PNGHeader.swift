/// The header chunk of a PNG image (PNG specification, 11.2.1).
enum PNGHeader {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Reads width and height, which stand in the first chunk of every sound file.
  static func read(_ prefix: [UInt8]) -> ContentType {
    let damaged = ContentType.other("a damaged PNG image")
    let header: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8)
    guard prefix.count >= 33, prefix[8..<16].elementsEqual(header) else { return damaged }
    let width = prefix.bigEndian32(at: 16)
    let height = prefix.bigEndian32(at: 20)
    let largest = 0x7FFF_FFFF
    guard 1...largest ~= width, 1...largest ~= height else { return damaged }
    return .image(ImageFacts(format: .png, width: width, height: height))
  }
}

extension [UInt8] {
  /// The unsigned number that begins at an index; the caller has made sure that it is all there.
  func bigEndian16(at index: Int) -> Int { Int(self[index]) << 8 | Int(self[index + 1]) }

  func bigEndian32(at index: Int) -> Int {
    bigEndian16(at: index) << 16 | bigEndian16(at: index + 2)
  }
}
