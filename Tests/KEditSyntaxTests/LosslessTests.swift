import TestSupport
import Testing

@testable import KEditSyntax

/// The tree holds every byte of any input, in order.
@Suite struct LosslessTests {
  @Test(arguments: Corpus.all)
  func printsBack(_ text: String) {
    expectPrintsBack(Array(text.utf8))
  }

  /// Each input with its lines ended by CRLF, cut at every byte.
  @Test(arguments: Corpus.all)
  func printsBackWhenCut(_ text: String) {
    let bytes = Array(text.utf8).flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    for end in 0...bytes.count {
      expectPrintsBack(Array(bytes[..<end]))
    }
  }

  /// Bytes deleted, doubled, exchanged and replaced at random, from a fixed seed.
  @Test func printsBackWhenMutated() {
    var random = SplitMix64(seed: 20_261_120)
    let bytes = Array(Corpus.sound.joined(separator: "\n").utf8)
    for _ in 0..<2_000 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let index = Int.random(in: 0..<mutated.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: mutated.remove(at: index)
        case 1: mutated.insert(mutated[index], at: index)
        case 2: mutated.swapAt(index, Int.random(in: 0..<mutated.count, using: &random))
        default: mutated[index] = UInt8.random(in: 0...255, using: &random)
        }
      }
      expectPrintsBack(mutated)
    }
  }

  private func expectPrintsBack(
    _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let tree = Parser.parse(SourceText(name: "test", bytes: bytes))
    #expect(tree.printed() == bytes, sourceLocation: sourceLocation)
    for issue in tree.issues where issue.span.end > bytes.count {
      Issue.record("\(issue) lies outside the file", sourceLocation: sourceLocation)
    }
    expectNested(tree.root, sourceLocation: sourceLocation)
  }

  /// Children lie inside their parent, behind one another.
  private func expectNested(_ node: SyntaxNode, sourceLocation: SourceLocation) {
    var position = node.tokenRange.lowerBound
    for child in node.children where !child.tokenRange.isEmpty {
      #expect(child.tokenRange.lowerBound >= position, sourceLocation: sourceLocation)
      position = child.tokenRange.upperBound
      expectNested(child, sourceLocation: sourceLocation)
    }
    #expect(position <= node.tokenRange.upperBound, sourceLocation: sourceLocation)
  }

  private typealias SourceLocation = Testing.SourceLocation
}
