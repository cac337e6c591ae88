import KEditFormat
import KEditSyntax
import PosixFiles
import Testing

/// What must hold of whatever is formatted: the same tokens and comments, and a fixed point.
@Suite struct PropertyTests {
  @Test(arguments: 0..<7)
  func soundFiles(_ part: UInt64) {
    for seed in part * 1_000..<(part + 1) * 1_000 {
      let text = GeneratedFile(seed: seed).text
      let formatted = expectLawfulLayout(Array(text.utf8))
      #expect(formatted.leftStatements == [], "seed \(seed): \(text)")
    }
  }

  @Test(arguments: 0..<3)
  func brokenFiles(_ part: UInt64) {
    for seed in part * 1_000..<(part + 1) * 1_000 {
      var random = SplitMix64(state: seed)
      let text = GeneratedFile(seed: seed + 1_000_000).text
      expectLawfulLayout(Self.mutated(Array(text.utf8), &random))
    }
  }

  /// Every example, and every block of the documents.
  @Test func documents() throws {
    let root = Repository.root
    var count = 0
    for name in try FileSystem.list("\(root)/specs/examples") where name.hasSuffix(".kedit") {
      let bytes = try FileSystem.read("\(root)/specs/examples/\(name)", limit: 1 << 20)
      expectLawfulLayout(bytes)
      count += 1
    }
    for block in try Repository.blocks(of: "README.md") + Repository.blocksOfReference() {
      expectLawfulLayout(Array(block.text.utf8))
      count += 1
    }
    #expect(count > 10)
  }

  /// What the README shows is what the formatter would make of it.
  @Test func readmeIsFormatted() throws {
    for block in try Repository.blocks(of: "README.md") {
      let formatted = expectLawfulLayout(Array(block.text.utf8))
      #expect(
        String(decoding: formatted.bytes, as: UTF8.self) == block.text, "README.md:\(block.line)")
    }
  }

  private static let junk: [String] = [
    "foo", "@", ":", "'x'", "（", "“x”", "\"open", "delete \"x\"", "(", ")", ",", "set", "at",
    "frame",
    "{", "\n", "\"\"\"", "12abc", "§§", "\u{0}", "\nremov \"x\"", " in ", " as add ", "#",
  ]

  private static func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let index = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0 where index < bytes.count: bytes.remove(at: index)
      case 1 where index < bytes.count: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 2:
        let end = min(bytes.count, index + Int.random(in: 1...20, using: &random))
        bytes.removeSubrange(index..<end)
      default:
        let junk = junk[Int.random(in: 0..<junk.count, using: &random)]
        bytes.insert(contentsOf: junk.utf8, at: index)
      }
    }
    return bytes
  }
}
