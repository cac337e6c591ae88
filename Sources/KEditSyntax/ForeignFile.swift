/// What a file is that is no `.kedit` file at all: one mistake, whatever stands in it.
package enum ForeignFile: Hashable, Sendable {
  /// Another encoding of text: a byte-order mark of it, or a NUL in every pair.
  case utf16
  case picture(String)
  case video(String)
  case data(String)
  case yaml

  /// `nil` where it may well be one.
  static func recognized(_ source: SourceText) -> ForeignFile? {
    let bytes = source.bytes
    if isUTF16(bytes) { return .utf16 }
    if let container = container(bytes) { return container }
    for (kind, offset, mark) in marks where bytes.dropFirst(offset).starts(with: mark) {
      return kind
    }
    if source.hasNUL, source.isMostlyNoText { return .data("") }
    return source.isYAML ? .yaml : nil
  }

  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    guard bytes.count >= 4 else { return false }
    let isNUL = bytes[..<4].map { $0 == 0 }
    return isNUL[0] != isNUL[1] && isNUL[0] == isNUL[2] && isNUL[1] == isNUL[3]
  }

  /// The formats that hold others: what is in them stands behind.
  private static func container(_ bytes: [UInt8]) -> ForeignFile? {
    guard bytes.count >= 12 else { return nil }
    let inner = String(decoding: bytes[8..<12], as: UTF8.self)
    if bytes.starts(with: "RIFF".utf8) {
      switch inner {
      case "WEBP": return .picture("a WebP picture")
      case "AVI ": return .video("an AVI video")
      case "WAVE": return .data("a WAV sound")
      default: return nil
      }
    }
    guard bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
    switch inner {
    case "heic", "heix", "mif1": return .picture("a HEIC picture")
    case "avif": return .picture("an AVIF picture")
    case "qt  ": return .video("a QuickTime video")
    default: return .video("an MP4 video")
    }
  }

  private static let marks: [(kind: ForeignFile, offset: Int, mark: [UInt8])] = [
    (.picture("a PNG picture"), 0, [0x89] + Array("PNG".utf8)),
    (.picture("a JPEG picture"), 0, [0xFF, 0xD8, 0xFF]),
    (.picture("a GIF picture"), 0, Array("GIF87a".utf8)),
    (.picture("a GIF picture"), 0, Array("GIF89a".utf8)),
    (.video("a Matroska or WebM video"), 0, [0x1A, 0x45, 0xDF, 0xA3]),
    (.data("a program"), 0, [0x7F] + Array("ELF".utf8)),
    (.data("a PDF document"), 0, Array("%PDF-".utf8)),
    (.data("a ZIP archive or an office document"), 0, Array("PK".utf8) + [3, 4]),
    (.data("a gzip archive"), 0, [0x1F, 0x8B]),
    (.data("an SQLite database"), 0, Array("SQLite format 3".utf8)),
  ]
}

extension SourceText {
  /// Whether so many NULs and bytes that are no UTF-8 stand at its beginning that each by itself is no
  /// mistake of anybody's.
  fileprivate var isMostlyNoText: Bool {
    let beginning = SourceText(name: name, bytes: Array(bytes.prefix(4096)))
    let count = beginning.encodingIssues().reduce(0) { $0 + $1.span.count }
    return beginning.bytes.count >= 64 && count * 8 >= beginning.bytes.count
  }

  /// Whether every line could be one of YAML, and one opens a block: a file of this language that has
  /// only colons too many has none.
  fileprivate var isYAML: Bool {
    var opensBlock = false
    for line in 0..<lineCount {
      switch YAMLLine(bytes[span(ofLine: line).start..<span(ofLine: line).end]) {
      case .key(let isAlone): if isAlone { opensBlock = true }
      case .blank, .item, .continuation: break
      case .other: return false
      }
    }
    return opensBlock
  }
}

/// A line as YAML has them, by a glance.
private enum YAMLLine {
  case blank
  /// `name: …`, also behind `- `; alone where nothing stands behind the colon.
  case key(isAlone: Bool)
  case item
  /// Indented: it may belong to a text of several lines.
  case continuation
  case other

  init(_ line: ArraySlice<UInt8>) {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var rest = line.drop(while: isBlank)
    guard let first = rest.first, first != UInt8(ascii: "#"), !rest.elementsEqual("---".utf8)
    else {
      self = .blank
      return
    }
    let isIndented = rest.startIndex > line.startIndex
    var isItem = false
    while rest.first == UInt8(ascii: "-"), rest.dropFirst().first.map(isBlank) ?? true {
      isItem = true
      rest = rest.dropFirst().drop(while: isBlank)
    }
    let behind = rest.drop(while: Lexer.isWordByte)
    if behind.startIndex > rest.startIndex, behind.first == UInt8(ascii: ":"),
      behind.dropFirst().first.map(isBlank) ?? true
    {
      self = .key(isAlone: behind.dropFirst().allSatisfy(isBlank))
    } else {
      self = isItem ? .item : isIndented ? .continuation : .other
    }
  }
}
