import Testing

@testable import KEditSyntax

/// A fix changes what it is about, and nothing beside it.
@Suite struct FixTests {
  @Test(arguments: [
    // Nothing is glued to a word, a number or a text that stands beside the place.
    ("swap \"x\" for \"y\" from.5", "swap \"x\" for \"y\" from 0.5"),
    ("remove“x”at frame 0 point (0, 0)", "remove\"x\"at frame 0 point (0, 0)"),
    // A number has one point: what follows the second is another.
    ("remove \"x\" at frame 0 points .0.68", "remove \"x\" at frame 0 points 0.0 .68"),
    // Where nothing stands beside it, no blank is put in.
    ("remove \"x\" at frame 0 point (.5, 0)", "remove \"x\" at frame 0 point (0.5, 0)"),
    ("remove chick at frame 0 point (0, 0)", "remove \"chick\" at frame 0 point (0, 0)"),
  ])
  func keepsItsNeighbours(_ text: String, _ mended: String) throws {
    let source = SourceText(name: "spec.kedit", text: text)
    let fixes = Parser.parse(source).issues.flatMap { $0.diagnostic(in: source).fixes }
    let results = fixes.filter(\.isSafe).map { fix in
      var bytes = source.bytes
      for edit in fix.edits.reversed() {
        bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(results.contains(mended), "\(results)")
  }

  /// The mended text has no more mistakes than the one before.
  @Test(arguments: [".0.68", "-.5.5", ".5.5.5", "1..5", ".5", "1."])
  func addsNoMistake(_ number: String) {
    func mistakes(_ number: String) -> [Diagnostic] {
      let source = SourceText(
        name: "spec.kedit", text: "remove \"x\" at frame 0 points (\(number), 0) save \"a\"")
      return Parser.parse(source).issues.map { $0.diagnostic(in: source) }
    }
    let found = mistakes(number)
    for fix in found.flatMap(\.fixes) where fix.isSafe {
      var bytes = Array("remove \"x\" at frame 0 points (\(number), 0) save \"a\"".utf8)
      for edit in fix.edits.reversed() {
        bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
      }
      let mended = Parser.parse(SourceText(name: "spec.kedit", bytes: bytes)).issues
      #expect(mended.count <= found.count, "\(fix.message)")
    }
  }

  /// Without its point such a number would have a unit: what is glued on is part of the mistake.
  @Test(arguments: ["0.O79", "1.s", "-0.x", "12.px", ".5x"])
  func numberWithoutFractionAndWithLetters(_ number: String) {
    let tokens = Lexer.tokens(of: Array(number.utf8))
    #expect(tokens.count == 2)
    let source = SourceText(
      name: "spec.kedit", text: "remove \"x\" at frame 0 point (\(number), 0)")
    let diagnostics = Parser.parse(source).issues.map { $0.diagnostic(in: source) }
    #expect(diagnostics.map(\.code) == [.badNumber])
    #expect(diagnostics.flatMap(\.fixes) == [])
  }
}
