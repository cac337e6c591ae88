import PosixFiles
import Programs
import TestSupport
import Testing

/// The Python that has a real TextMate engine, which `.ci/extra/checks` installs.
private let python = ProcessEnvironment.variables()["KEDIT_TEXTMATE_PYTHON"]

/// What an engine with Oniguruma makes of the TextMate grammar is what the tests' own engine makes.
@Suite(.enabled(if: python != nil, "a TextMate engine is needed"))
struct OnigurumaTests {
  @Test func samplesAreColoured() async throws {
    for sample in try Repository.samples() where !sample.isRefused {
      try await expectScopes(sample.text)
    }
  }

  @Test func generatedFilesAreColoured() async throws {
    let language = try Language()
    var generator = try SentenceGenerator(language.grammar, seed: 9)
    for _ in 0..<10 {
      var text = ""
      for _ in 0..<10 { text += try generator.text(of: try generator.tokens()) + "\n" }
      // Python's lines end at a carriage return too.
      try await expectScopes(
        String(decoding: text.utf8.map { $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self))
    }
  }

  private func expectScopes(_ text: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await ChildProcess(
      try #require(python),
      [
        "\(Repository.root)/.ci/textmate-scopes.py",
        "\(Repository.root)/grammar/kedit.tmLanguage.json", try folder.write("a.kedit", text),
      ],
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"], timeout: .seconds(60)
    ).run()
    let said = String(decoding: outcome.errorOutput, as: UTF8.self)
    try #require(outcome.succeeded, "\(said)")
    let found = outcome.output.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(TextMateTests.fault(of: found, text) == nil, "\(text.debugDescription)")
  }
}
