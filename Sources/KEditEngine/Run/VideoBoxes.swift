/// Follows the boxes of an MP4 or QuickTime file while it arrives (ISO/IEC 14496-12, 4.2): where no
/// length was announced, nothing else tells a whole file from one that was cut short.
struct VideoBoxes: Hashable, Sendable {
  /// What stands at the top of such a file. Behind anything else nothing is concluded.
  private static let types: Set<[UInt8]> = Set(
    [
      "ftyp", "styp", "moov", "mdat", "moof", "mfra", "sidx", "ssix", "meta", "udta", "uuid",
      "free", "skip", "wide", "pdin", "emsg", "prft",
    ].map { Array($0.utf8) })

  private var header: [UInt8] = []
  /// How many bytes of the box are still to come.
  private var rest = 0
  private var hasMovie = false
  private var isUnclear = false

  /// Whether bytes are surely missing: of the last box, or the one without which no video plays.
  var isCutShort: Bool { !isUnclear && (rest > 0 || !hasMovie) }

  mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    var bytes = bytes[...]
    while !isUnclear, !bytes.isEmpty {
      if rest > 0 {
        let count = min(rest, bytes.count)
        rest -= count
        bytes = bytes.dropFirst(count)
      } else {
        header.append(bytes.removeFirst())
        if header.count == 8 || header.count == 16 { readHeader() }
      }
    }
  }

  /// A box says its own size with its header: in 32 bits, or, where these are 1, in 64 behind the type.
  private mutating func readHeader() {
    let type = Array(header[4..<8])
    guard Self.types.contains(type) else {
      isUnclear = true
      return
    }
    var size = Self.number(header[..<4])
    if size == 1 {
      if header.count == 8 { return }
      size = Self.number(header[8...])
    }
    // 0: to the end of the file, wherever that is.
    guard size >= header.count, size <= Int.max else {
      isUnclear = true
      return
    }
    if type.elementsEqual("moov".utf8) { hasMovie = true }
    rest = Int(size) - header.count
    header = []
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
