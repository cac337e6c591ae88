/// What formats begin with, for those of which only the name is told.
enum Signature {
  private static let table: [(offset: Int, bytes: [UInt8], type: ContentType)] = [
    (0, ascii("GIF8"), .other("a GIF image")),
    (0, ascii("II*\0"), .other("a TIFF image")),
    (0, ascii("MM\0*"), .other("a TIFF image")),
    (0, ascii("II+\0"), .other("a TIFF image")),
    (0, [0, 0, 0, 12] + ascii("jP  "), .other("a JPEG 2000 image")),
    (0, [0, 0, 0, 12] + ascii("JXL "), .other("a JPEG XL image")),
    (0, [0xFF, 0x0A], .other("a JPEG XL image")),
    (0, [0, 0, 1, 0], .other("an icon")),
    (0, ascii("8BPS"), .other("a Photoshop file")),
    (0, ascii("%PDF-"), .other("a PDF document")),
    (0, ascii("PK\u{3}\u{4}"), .other("a ZIP archive")),
    (0, [0x1F, 0x8B], .other("a gzip file")),
    (0, ascii("ID3"), .other("an MP3 sound")),
    (0, ascii("fLaC"), .other("a FLAC sound")),
    (0, ascii("\u{7F}ELF"), .other("a program")),
    (0, ascii("version https://git-lfs"), .other("a Git LFS pointer, not the file itself")),
    (0, ascii("OggS"), .otherVideo("an Ogg file")),
    (0, ascii("FLV\u{1}"), .otherVideo("a Flash video")),
    (0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], .otherVideo("a Windows Media video")),
    (0, [0, 0, 1, 0xBA], .otherVideo("an MPEG video")),
    (0, [0, 0, 1, 0xB3], .otherVideo("an MPEG video")),
  ]

  private static func ascii(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { Array($0) }
  }

  /// Names what begins with these bytes; `isWhole` where nothing follows them.
  static func recognize(_ prefix: [UInt8], isWhole: Bool) -> ContentType {
    for entry in table where has(prefix, entry.bytes, at: entry.offset) { return entry.type }
    return riff(prefix) ?? matroska(prefix) ?? isoBaseMedia(prefix) ?? bitmap(prefix)
      ?? transportStream(prefix) ?? TextContent.recognize(prefix, isWhole: isWhole)
      ?? .other("a file of unknown format")
  }

  private static func has(_ prefix: [UInt8], _ bytes: [UInt8], at offset: Int) -> Bool {
    prefix.dropFirst(offset).starts(with: bytes)
  }

  private static func riff(_ prefix: [UInt8]) -> ContentType? {
    guard has(prefix, ascii("RIFF"), at: 0) else { return nil }
    if has(prefix, ascii("WEBP"), at: 8) { return .other("a WebP image") }
    if has(prefix, ascii("AVI "), at: 8) { return .otherVideo("an AVI video") }
    if has(prefix, ascii("WAVE"), at: 8) { return .other("a WAV sound") }
    return nil
  }

  /// The EBML header names its kind in plain letters within its first few elements.
  private static func matroska(_ prefix: [UInt8]) -> ContentType? {
    guard has(prefix, [0x1A, 0x45, 0xDF, 0xA3], at: 0) else { return nil }
    let isWebM = (0..<64).contains { has(prefix, ascii("webm"), at: $0) }
    return .otherVideo(isWebM ? "a WebM video" : "a Matroska video")
  }

  /// A box's length, its four-letter name and, for `ftyp`, the brand (ISO/IEC 14496-12, 4.2, 4.3).
  private static func isoBaseMedia(_ prefix: [UInt8]) -> ContentType? {
    guard prefix.count >= 12 else { return nil }
    let name = String(decoding: prefix[4..<8], as: UTF8.self)
    guard name == "ftyp" else {
      // QuickTime files from before brands begin with one of these.
      return ["moov", "mdat", "wide", "free", "skip", "pnot"].contains(name) ? .mp4OrMOV : nil
    }
    switch String(decoding: prefix[8..<12], as: UTF8.self) {
    case "avif", "avis": return .other("an AVIF image")
    case "heic", "heix", "heim", "heis", "hevc", "hevx": return .other("a HEIC image")
    case "mif1", "msf1": return .other("a HEIF image")
    case "M4A ", "M4B ": return .other("an MPEG-4 sound")
    default: return .mp4OrMOV
    }
  }

  /// Two letters are too little to go by: the length of the second header must be a known one.
  private static func bitmap(_ prefix: [UInt8]) -> ContentType? {
    guard has(prefix, ascii("BM"), at: 0), prefix.count >= 18,
      [12, 40, 52, 56, 64, 108, 124].contains(prefix[14]), prefix[15..<18].allSatisfy({ $0 == 0 })
    else { return nil }
    return .other("a BMP image")
  }

  private static func transportStream(_ prefix: [UInt8]) -> ContentType? {
    let packet = 188
    guard prefix.count > 3 * packet,
      (0...3).allSatisfy({ prefix[$0 * packet] == 0x47 })
    else { return nil }
    return .otherVideo("an MPEG transport stream")
  }
}
