import KEditFormat
import Testing

@Suite struct LayoutDiffTests {
  @Test func nothingChanges() {
    #expect(LayoutDiff(old: Array("a\nb\n".utf8), new: Array("a\nb\n".utf8)).hunks == [])
    #expect(LayoutDiff(old: [], new: []).hunks == [])
  }

  @Test(arguments: [
    ("a  b\n", "a b\n", "@0+1 0+1\n-a  b\n+a b\n"),
    // A line that is broken, and lines that are joined.
    ("a b c\nd\n", "a\n b\n c\nd\n", "@0+2 0+4\n-a b c\n+a\n+ b\n+ c\n d\n"),
    ("a\n b\n c\nd\n", "a b\n  c\nd\n", "@0+4 0+3\n-a\n- b\n- c\n+a b\n+  c\n d\n"),
    // Blank lines go alone.
    ("a\n\n\n\nb\n", "a\n\nb\n", "@0+5 0+3\n a\n \n-\n-\n b\n"),
    ("\n\na\n", "a\n", "@0+3 0+1\n-\n-\n a\n"), ("a\n\n", "a\n", "@0+2 0+1\n a\n-\n"),
    (" \n", "", "@0+1 0+0\n- \n"),
    // The last line end.
    ("a", "a\n", "@0+1 0+1\n-a/\n+a\n"), ("a\r\nb\n", "a\nb\n", "@0+2 0+2\n-a\r\n+a\n b\n"),
    ("\u{FEFF}a\n", "a\n", "@0+1 0+1\n-\u{FEFF}a\n+a\n"),
  ])
  func hunks(_ old: String, _ new: String, _ expected: String) {
    #expect(shown(old, new) == expected)
  }

  /// Three lines around a change; six between two changes keep them in one hunk, seven do not.
  @Test(arguments: [(6, 1), (7, 2)])
  func context(between: Int, count: Int) {
    let same = (0..<between).map { "s\($0)\n" }.joined()
    let hunks = LayoutDiff(
      old: Array("0\n1\n2\n3\n x\n\(same) y\n4\n5\n6\n7\n".utf8),
      new: Array("0\n1\n2\n3\nx\n\(same)y\n4\n5\n6\n7\n".utf8)
    ).hunks
    #expect(hunks.count == count)
    #expect(hunks.first?.oldLines.lowerBound == 1)
    #expect(hunks.last?.newLines.upperBound == 4 + 1 + between + 1 + 3)
  }

  /// Taking the changes back gives the old text, making them the new one.
  @Test func changesAreWhole() {
    for seed in 0..<500 as Range<UInt64> {
      let text = Array(GeneratedFile(seed: seed).text.utf8)
      let layout = expectLawfulLayout(text).bytes
      let hunks = LayoutDiff(old: text, new: layout).hunks
      #expect(applied(hunks, to: text, layout, keeping: .removed) == text)
      #expect(applied(hunks, to: text, layout, keeping: .added) == layout)
    }
  }

  private func applied(
    _ hunks: [LayoutDiff.Hunk], to old: [UInt8], _ new: [UInt8], keeping kind: LayoutDiff.Line.Kind
  ) -> [UInt8] {
    let starts = [0] + old.indices.filter { old[$0] == 0x0A }.map { $0 + 1 }
    func offset(ofLine line: Int) -> Int { line < starts.count ? starts[line] : old.count }
    var output: [UInt8] = []
    var position = 0
    for hunk in hunks {
      output += old[position..<offset(ofLine: hunk.oldLines.lowerBound)]
      for line in hunk.lines where line.kind == .kept || line.kind == kind {
        output += line.kind == .added ? new[line.bytes] : old[line.bytes]
      }
      position = offset(ofLine: hunk.oldLines.upperBound)
    }
    return output + old[position...]
  }

  private func shown(_ old: String, _ new: String) -> String {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    var output = ""
    for hunk in LayoutDiff(old: old, new: new).hunks {
      output += "@\(hunk.oldLines.lowerBound)+\(hunk.oldLines.count)"
      output += " \(hunk.newLines.lowerBound)+\(hunk.newLines.count)\n"
      for line in hunk.lines {
        let bytes = line.kind == .added ? new[line.bytes] : old[line.bytes]
        let sign = line.kind == .kept ? " " : line.kind == .added ? "+" : "-"
        output += sign + String(decoding: bytes, as: UTF8.self) + (bytes.last == 0x0A ? "" : "/\n")
      }
    }
    return output
  }
}
