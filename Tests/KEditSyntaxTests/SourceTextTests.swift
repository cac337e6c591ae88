import Testing

@testable import KEditSyntax

/// Lines and columns, against the plainest way to count them.
@Suite struct SourceTextTests {
  @Test(arguments: [
    "", "\n", "a", "a\n", "\r\n\r\n", "one\ntwo\r\n\nfour", "\u{FEFF}a\nb",
    String(repeating: "0123456\n", count: 1_100), String(repeating: "x", count: 9_000) + "\ny",
    String(repeating: "棕色的狗🐕\n", count: 700) + "e\u{301}",
    String(repeating: "中文", count: 900) + "\n🎈",
  ])
  func countsLinesAndColumns(_ text: String) {
    let bytes = Array(text.utf8)
    let source = SourceText(name: "test", bytes: bytes)
    #expect(
      source.lineStarts == [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 })
    for offset in stride(from: 0, through: bytes.count, by: bytes.count / 97 + 1) {
      let before = bytes[..<offset]
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let isBehindMark = start == 0 && bytes.starts(with: byteOrderMark) && offset >= 3
      let scalars = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } - (isBehindMark ? 1 : 0)
      #expect(
        source.location(at: offset)
          == SourceLocation(
            line: before.count { $0 == 0x0A } + 1, column: scalars + 1, offset: offset))
    }
  }

  /// A byte that is wrong is found wherever it stands among eight, sixteen or four thousand.
  @Test(arguments: [0, 1, 7, 8, 15, 16, 4_095, 4_096, 9_998])
  func findsWrongBytesAnywhere(_ place: Int) {
    var bytes = [UInt8](repeating: UInt8(ascii: "#"), count: 9_999)
    bytes[place] = 0
    #expect(issues(bytes) == [SyntaxIssue(.nul(count: 1), Span(place, place + 1))])
    bytes[place] = 0xFF
    #expect(issues(bytes) == [SyntaxIssue(.invalidUTF8(count: 1), Span(place, place + 1))])
    bytes.replaceSubrange(place..<place + 1, with: "犬".utf8)
    #expect(issues(bytes) == [])
  }

  private func issues(_ bytes: [UInt8]) -> [SyntaxIssue] {
    SourceText(name: "test", bytes: bytes).encodingIssues()
  }
}
