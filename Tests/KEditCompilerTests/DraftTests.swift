import KEditPlan
import KEditSyntax
import Testing

@testable import KEditCompiler

/// A file that is still being written, statement by statement.
@Suite struct DraftTests {
  private static let declarations = """
    param size = "small"
    video farm = "https://example.com/a.mp4"
    video "https://example.com/b.mp4"
    image corgi = "corgi.png"

    """

  private func compile(
    _ text: String, _ purpose: Purpose, _ arguments: (name: String, value: String)...
  ) -> Compilation {
    CompileCase(files: ["spec.kedit": text], arguments: arguments, purpose: purpose).compile()
  }

  private func codes(_ compilation: Compilation) -> [DiagnosticCode] {
    compilation.diagnostics.map(\.code)
  }

  @Test(arguments: ["remove \"a\"", "swap \"a\" for \"b\" from \"corgi.png\""])
  func marksThatAreMissingMayYetCome(statement: String) throws {
    let text = "video \"https://example.com/a.mp4\"\n" + statement
    let draft = compile(text, .draft)
    #expect(draft.diagnostics == [])
    let edit = try #require(draft.plan?.edits.first)
    #expect(edit.selections == [])
    #expect(edit.video == .url("https://example.com/a.mp4"))
    #expect(!edit.fingerprint.isEmpty)
    for purpose in [Purpose.plan, .check] {
      #expect(codes(compile(text, purpose)) == [.marksMissing])
    }
  }

  @Test func whatIsDeclaredMayYetBeUsed() throws {
    let text = Self.declarations + "remove \"a\" at frame 0 point (0.5, 0.5)"
    #expect(compile(text, .draft).diagnostics == [])
    #expect(
      codes(compile(text, .plan)) == [.neverUsed, .neverUsed, .neverUsed],
      "the parameter, the video, and the image")
  }

  @Test func editsOfOneVideoMayYetBeTied() {
    let edit = "remove \"a\" at frame 0 point (0.5, 0.5)\n"
    let text = "video \"https://example.com/a.mp4\"\n" + edit + edit
    #expect(compile(text, .draft).diagnostics == [])
    #expect(codes(compile(text, .plan)) == [.thenProbablyMeant])
  }

  @Test func whatStandsThereIsJudgedAsInAPlan() throws {
    let text = """
      param spot
      video "https://example.com/a.mp4"
      remove "a" at frame 0 points {spot} (0.5, 1.5)
      """
    let draft = compile(text, .draft)
    #expect(codes(draft) == codes(compile(text, .plan)))
    #expect(codes(draft).count == 2, "a parameter without a value, a point outside")
    #expect(draft.plan == nil)

    let sound = text.replacing("1.5", with: "0.75")
    let edit = try #require(compile(sound, .draft, ("spot", "(0.5, 0.25)")).plan?.edits.first)
    #expect(edit.selections.first?.points.count == 2)
  }

  @Test func aWholeFileGivesTheSamePlan() throws {
    let text =
      Self.declarations
        + """
        remove {size} in farm at 1.5s point (12px, 8px) as clean
        swap "a" for "b" from corgi at frame last points (0.5, 0.5) (0.25, 0.25)
        then add "c" from corgi
        """
    let draft = try #require(compile(text, .draft).plan)
    #expect(draft == compile(text, .plan).plan)
    #expect(draft.edits.count == 3)
  }
}
