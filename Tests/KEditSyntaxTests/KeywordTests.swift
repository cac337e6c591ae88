import Testing

@testable import KEditSyntax

@Suite struct KeywordTests {
  /// Every reserved word is found by its spelling, and nothing that is nearly one.
  @Test(arguments: Keyword.allCases)
  func isItsSpellingAlone(_ keyword: Keyword) {
    let spelling = Array(keyword.spelling.utf8)
    #expect(keyword.spelling == String(describing: keyword))
    #expect(Keyword(spelling.span) == keyword)
    for index in spelling.indices {
      for byte in UInt8.min...UInt8.max where byte != spelling[index] {
        var other = spelling
        other[index] = byte
        let found = Keyword(other.span)
        #expect(found == nil || found.map { Array($0.spelling.utf8) } == other)
      }
      let shorter = Keyword(spelling.span.extracting(..<index))
      #expect(
        shorter == nil || shorter.map { Array($0.spelling.utf8) } == Array(spelling[..<index]))
    }
    #expect(Keyword((spelling + [UInt8(ascii: "x")]).span) == nil)
  }
}
