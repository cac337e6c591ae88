import KEditSyntax
import Testing

@testable import KEditCompiler

/// The reference leaves out nothing of the language.
@Suite("The language in the reference") struct LanguageTests {
  private let pages: [MarkdownPage]

  init() throws { pages = try Package.pages.map { try MarkdownPage($0) } }

  private func page(_ name: String) throws -> MarkdownPage {
    try #require(pages.first { $0.path == Package.referenceFolder + "/" + name })
  }

  /// In a file of the reference, and in the list of reserved words.
  @Test(arguments: Keyword.allCases)
  func `Every keyword is explained and used`(_ keyword: Keyword) throws {
    let listed = try page("lexical.md").inlineCode.map(\.text)
    #expect(listed.contains(keyword.spelling))
    let isUsed = pages.flatMap(\.blocks).filter { $0.kind == "kedit" }.contains { block in
      let code = block.text.replacing(/"[^"]*"|#.*/, with: " ")
      return code.split { !$0.isLetter && $0 != "-" && $0 != "_" }.contains {
        $0 == keyword.spelling
      }
    }
    #expect(isUsed, "no file of the reference has `\(keyword.spelling)`")
  }

  @Test func `Every code stands in the list of codes`() throws {
    let blocks = try page("diagnostics.md").blocks.filter {
      $0.content.first == "$ kedit explain --quiet"
    }
    let listed = blocks.flatMap(\.content).compactMap { line in
      line.wholeMatch(of: /\s{2}(K\d\d\d)\s{2}.+/).map { String($0.output.1) }
    }
    #expect(listed == DiagnosticCode.allCases.map(\.rawValue))
  }

  @Test func `Every slot stands in the table of slots`() throws {
    let listed = try page("prompts.md").inlineCode.map(\.text)
    for slot in PromptBuilder.names { #expect(listed.contains("{\(slot)}")) }
  }

  /// The words of the table are all that the compiler takes, which its own message lists.
  @Test(arguments: ["mode", "duration", "language", "watermark", "preview"])
  func `The words of an option are those it takes`(_ option: String) async throws {
    let row = try #require(
      try page("options.md").prose.map(\.text).first { $0.hasPrefix("| `\(option)` |") })
    let words = row.split(separator: "|")[1].matches(of: /`([^`]+)`/).map { String($0.output.1) }
    let source = SourceText(name: "spec.kedit", text: "set \(option) nonsense")
    let help = Compiler(source).compile(files: [:]).diagnostics.first?.help ?? ""
    let taken = help.matches(of: /`\w+ (\w+)`/).map { String($0.output.1) }
    #expect(Set(words) == Set(taken))
    #expect(words.count == Set(words).count)
  }

  @Test func `Every option of the language has a row in the table of options`() throws {
    let rows = try page("options.md").prose.compactMap {
      $0.text.firstMatch(of: /^\| `([a-z]+)` \|/).map { String($0.output.1) }
    }
    #expect(rows == Keyword.allCases.filter(\.isOption).map(\.spelling))
  }
}
