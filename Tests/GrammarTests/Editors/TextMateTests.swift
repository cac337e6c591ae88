import KEditSyntax
import TestSupport
import Testing

/// Every token of a sound file gets the scopes that belong to its kind, and no others.
@Suite struct TextMateTests {
  private let textMate: TextMateGrammar

  init() throws {
    textMate = try TextMateGrammar(try Repository.bytes(of: "grammar/kedit.tmLanguage.json"))
  }

  private static let scopes: [TokenClass: String] = [
    .comment: "comment.line.number-sign.kedit",
    .verb: "keyword.control.edit.kedit",
    .declaration: "keyword.declaration.kedit",
    .clause: "keyword.other.clause.kedit",
    .option: "support.type.property-name.kedit",
    .value: "constant.language.kedit",
    .name: "variable.other.kedit",
    .parameter: "variable.parameter.kedit",
    .number: "constant.numeric.kedit",
    .unit: "keyword.other.unit.kedit",
    .text: "string.quoted.double.kedit",
    .block: "string.quoted.triple.kedit",
    .escape: "constant.character.escape.kedit",
    .equals: "keyword.operator.assignment.kedit",
    .comma: "punctuation.separator.kedit",
    .parenthesis: "punctuation.section.parens.kedit",
  ]

  @Test func samplesAreColoured() throws {
    for sample in try Repository.samples() where !sample.isRefused { expectScopes(sample.text) }
  }

  @Test func generatedFilesAreColoured() throws {
    let language = try Language()
    var generator = try SentenceGenerator(language.grammar, seed: 7)
    for _ in 0..<150 { expectScopes(try generator.text(of: try generator.tokens())) }
  }

  /// Each piece in brackets is marked as an error, and what stands behind it on later lines is not.
  @Test(arguments: [
    "remove ⟦E|\"⟧the chick\nas clean", "video ⟦E|\"⟧a.mp4⟦E|\\⟧\nas clean",
    "remove \"a ⟦E|\\q⟧ ⟦E|{⟧ b ⟦E|}⟧ \\u{1F423}\" as clean", "remove ⟦E|'⟧a⟦E|'⟧ as clean",
    "remove \"a\" at frame ⟦E|12abc⟧ point (⟦E|-1⟧, ⟦E|.5⟧)", "remove ⟦E|“⟧a⟦E|”⟧ as clean",
  ])
  func mistakesAreMarked(_ marked: String) {
    let marked = MarkedText(marked)
    var expected: [Int] = []
    for place in marked.places { expected += Array(place.start..<place.end) }
    let found = textMate.scopes(of: marked.text).enumerated().filter {
      $0.element.last?.hasPrefix("invalid.illegal") == true
    }
    #expect(found.map(\.offset) == expected)
  }

  private func expectScopes(
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let fault = Self.fault(of: textMate.scopes(of: text), text)
    #expect(fault == nil, "\(text.debugDescription)", sourceLocation: sourceLocation)
  }

  /// The first byte that has not the scopes it should have, and what it has.
  static func fault(of found: [[String]], _ text: String) -> String? {
    let tree = SyntaxTree.parsing(text)
    for (offset, classes) in tree.classes().enumerated() {
      // Where a line of a text ends, and what white space is in, nobody sees.
      if [0x0A, 0x0D, 0x20, 0x09].contains(tree.source.bytes[offset]) { continue }
      let expected = classes.compactMap { scopes[$0] }
      if found[offset] != expected { return "byte \(offset): \(found[offset]), not \(expected)" }
    }
    return nil
  }
}
