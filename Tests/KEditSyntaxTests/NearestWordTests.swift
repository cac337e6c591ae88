import TestSupport
import Testing

@testable import KEditSyntax

@Suite struct NearestWordTests {
  /// The shortcut counts the changes that the table counts, for words of every length it takes.
  @Test func countsChangesByBits() throws {
    var random = SplitMix64(seed: 5)
    func word(_ most: Int, _ letters: [String]) -> String {
      (0..<Int.random(in: 1...most, using: &random))
        .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
    }
    for round in 0..<3_000 {
      let letters = round % 2 == 0 ? ["a", "b"] : ["a", "B", "c", "D", "-", "7"]
      let left = word(round % 5 == 0 ? 64 : 8, letters)
      let right = word(round % 5 == 0 ? 64 : 8, letters)
      let scalars = [left, right].map { Array($0.lowercased().unicodeScalars) }
      let pattern = try #require(WordPattern(scalars[0]))
      let distance = editDistance(scalars[0], scalars[1])
      #expect(pattern.distance(to: right, atMost: .max) == distance, "\(left) \(right)")
      let near = try #require(pattern.distance(to: right, atMost: 3))
      #expect((near <= 3) == (distance <= 3))
    }
  }

  @Test func leavesOtherLettersToTheTable() {
    #expect(WordPattern(Array("clé".unicodeScalars)) == nil)
    #expect(WordPattern(Array("cle".unicodeScalars))?.distance(to: "clé", atMost: 9) == nil)
    #expect("clè".nearest(among: ["dog", "clé"]) == "clé")
    #expect("X".nearest(among: ["y", "x"]) == "x")
    #expect("z".nearest(among: ["y", "x"]) == nil)
    #expect("corgy".nearest(among: ["dog", "CORGI", "corgie"]) == "CORGI")
    #expect("ab".nearest(among: ["xb"]) == nil)
  }
}
