import KEditExplanations
import KEditSyntax
import TestSupport
import Testing

@testable import KEditCLI

/// Every example of an explanation does what the explanation says.
@Suite(.timeLimit(.minutes(5))) struct ExplanationTests {
  @Test(arguments: DiagnosticCode.allCases)
  func theWrongExampleHasThisFaultAlone(_ code: DiagnosticCode) async throws {
    let example = code.explanation.wrong
    let found = try await example.findings(.plain).diagnostics
    #expect(Set(found.map(\.code)) == example.alsoFound.union([code]))
    #expect(
      found.allSatisfy { $0.code == code || $0.severity == .warning },
      "what is found besides is a warning")
  }

  @Test(arguments: DiagnosticCode.allCases)
  func theRightExampleIsRight(_ code: DiagnosticCode) async throws {
    let found = try await code.explanation.right.findings(.plain).diagnostics
    #expect(found.map(\.message) == [])
  }

  /// What is shown beside the wrong example is what a person gets who tries it.
  @Test(arguments: DiagnosticCode.allCases)
  func theCommandFindsWhatIsShown(_ code: DiagnosticCode) async throws {
    for example in [code.explanation.wrong, code.explanation.right] {
      let disk = try await ExampleOnDisk(example)
      let findings = try await example.findings(.plain)
      let environment = Environment(disk.environment)
      if example.needsPlan {
        let run = await kedit(example.arguments, in: disk.folder.path, environment: environment)
        let renderer = TextRenderer(palette: Palette(isColored: false), width: 80)
        let shown = findings.diagnostics.map {
          renderer.render($0, sources: findings.sources, checking: findings.file)
        }
        #expect(run.error == shown.joined())
      } else {
        let run = await kedit(
          example.arguments + ["--format", "json"], in: disk.folder.path, environment: environment)
        var report = DiagnosticReport()
        report.add(findings)
        #expect(run.output == DiagnosticFormat.json.render(report), "\(run.error)")
      }
    }
  }

  @Test(arguments: DiagnosticCode.allCases)
  func theWordsKeepToTheStyle(_ code: DiagnosticCode) throws {
    let explanation = code.explanation
    let title = explanation.title
    #expect(!title.isEmpty && title.count <= 72 && !title.hasSuffix("."))
    #expect(!explanation.sourceWords.isEmpty)
    for text in [explanation.meaning, explanation.reason] {
      for paragraph in text.split(separator: "\n\n") {
        #expect(paragraph.hasSuffix(".") || paragraph.hasSuffix("`."), "\(paragraph)")
        #expect(paragraph.count { $0 == "`" }.isMultiple(of: 2), "\(paragraph)")
      }
    }
    for example in [explanation.wrong, explanation.right] {
      for line in String(decoding: example.content, as: UTF8.self).split(separator: "\n") {
        #expect(line.displayWidth <= 78, "\(line)")
      }
    }
  }

  @Test func noTwoCodesHaveOneTitle() {
    let titles = DiagnosticCode.allCases.map(\.explanation.title)
    #expect(Set(titles).count == titles.count)
  }
}

extension CommandContext {
  /// Of a run that says nothing.
  fileprivate static var plain: CommandContext {
    let silence = Output(isTerminal: false, write: { _ in 0 })
    return CommandContext(
      io: IO(
        output: silence, error: silence, readInput: { .success([]) }, canAsk: false,
        readAnswer: { nil }, currentFolder: "/", interruptions: Interruptions()),
      environment: [:], palette: Palette(isColored: false), isQuiet: true)
  }
}
