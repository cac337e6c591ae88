import KEditCLI
import KEditSyntax
import Synchronization
import TestSupport
import Testing

/// What the grammar does not derive and the parser leaves to the compiler, the program refuses.
@Suite struct CheckedSentenceTests {
  /// The findings that say so: an option's value or place, a number's kind, a parameter's place
  /// or name. What is given twice is said to be, and not looked at further.
  private static let codes: Set = [
    "K115", "K116", "K120", "K507", "K508", "K509", "K601", "K701", "K704", "K705", "K706", "K707",
  ]

  @Test(arguments: [
    "kedit 5%", "kedit 2 kedit 1", "set mode best", "set duration 7", "set duration 5s",
    "set language \"en\"", "set model kling", "set watermark 1", "set negative 3",
    "set prompt \"x\"",
    "remove \"x\" at frame 1.5s point (0, 0)", "remove \"x\" at frame firsst point (0, 0)",
    "remove \"x\" at 3px point (0, 0)", "remove \"x\" at frame 0 point (1s, 1s)",
    "param place = 1", "param target", "param p = ({x}, 0)", "param p = frame {x}", "include {x}",
    "param p = frame 1s remove \"x\" at {p} point (0, 0)",
    "param p = frame pro remove \"x\" at {p} point (0, 0)",
  ])
  func refusesWhatTheParserTakes(_ text: String) async throws {
    try await expectRefusal(text, Language())
  }

  @Test func refusesMutatedSentences() async throws {
    let language = try Language()
    var generator = try SentenceGenerator(language.grammar, seed: 4_000)
    var count = 0
    for _ in 0..<3_000 {
      var tokens = try generator.tokens()
      guard let index = tokens.indices.randomElement(using: &generator.random) else { continue }
      tokens[index] = try generator.token(
        ["number", "percentage", "time", "parameter-name", "placeholder"][index % 5])
      let tree = SyntaxTree.parsing(try generator.text(of: tokens))
      guard Language.accepts(tree) == true, !language.exact.derives(tree) else { continue }
      count += 1
      try await expectRefusal(String(decoding: tree.source.bytes, as: UTF8.self), language)
    }
    #expect(count > 50)
  }

  private func expectRefusal(_ text: String, _ language: Language) async throws {
    let tree = SyntaxTree.parsing(text)
    #expect(Language.accepts(tree) == true)
    #expect(!language.exact.derives(tree))
    let report = await check(text)
    let codes = Set(report.matches(of: /"code": "(K\d+)"/).map { String($0.output.1) })
    #expect(!codes.isDisjoint(with: Self.codes), "\(text.debugDescription) \(codes)")
  }

  /// What `kedit check` prints about a text.
  private func check(_ text: String) async -> String {
    let output = Mutex<[UInt8]>([])
    func stream(_ keep: Bool) -> Output {
      Output(
        isTerminal: false, size: { TerminalSize(columns: 80, lines: 24) },
        write: { bytes in
          if keep { output.withLock { $0 += bytes } }
          return 0
        })
    }
    let io = IO(
      output: stream(true), error: stream(false), readInput: { .success(Array(text.utf8)) },
      canAsk: false, readAnswer: { nil }, currentFolder: "/nowhere",
      interruptions: Interruptions())
    _ = await Program.run(
      arguments: ["check", "--format", "json", "-"], environment: [:], io: io)
    return output.withLock { String(decoding: $0, as: UTF8.self) }
  }
}
