import FoundationEssentials
import KEditCLI
import RobustnessChecks
import TestSupport
import Testing

/// Inputs that nobody writes, and that must be answered like any other.
@Suite struct ExtremeInputTests {
  private static let video = "video \"https://example.com/a.mp4\"\n"
  private static let edit = "remove \"x\" at frame 0 point (0.5, 0.5)\n"

  /// 20,000 brackets in each other, of every kind there is.
  @Test(arguments: [
    video + "remove \"x\" at frame 0 point " + repeated("(") + "0, 0" + repeated(")"),
    video + "remove \"" + repeated("{") + "\" at frame 0 point (0, 0)", repeated("{a"),
    repeated("["), repeated("{\"a\":"), "video \"\"\"\n" + repeated("{x}") + "\n\"\"\"",
  ])
  func brackets(_ text: String) async {
    let run = await runProgram(["check", "-"], input: Array(text.utf8))
    #expect(run.code == .faultyFile)
    #expect(run.error.utf8.count < 200_000)
  }

  private static func repeated(_ text: String) -> String {
    String(repeating: text, count: 20_000)
  }

  @Test(arguments: [Check.csv, .jsonLines, .plan, .compiler])
  func bracketsInOtherFiles(_ check: Check) async throws {
    for bracket in ["[", "{", "{\"a\":", "\"", "(", "[{"] {
      try await check.run(Array(Self.repeated(bracket).utf8))
    }
  }

  /// A line of some megabytes: in a text, in a comment, of many marks, and of nothing sensible.
  @Test(arguments: [
    ("remove \"", "x", "\" at frame 0 point (0.5, 0.5)\n", 1), (edit + "# ", "é", "\n", 0),
    (edit, " ", "", 0), ("", "@ ", "", 1), ("", "then ", "", 1), (edit, "“", "", 1),
    (edit, "\"\"\"", "", 1), ("", "{x} ", "", 1), ("", "0", "", 1), ("", "a", "", 1),
  ])
  func longLine(_ start: String, _ piece: String, _ end: String, _ code: Int) async {
    #if DEBUG
    let size = 1 << 20
    #else
    let size = 50 << 20
    #endif
    let count = size / piece.utf8.count
    let text = Self.video + start + String(repeating: piece, count: count) + end
    let run = await runProgram(["check", "-"], input: Array(text.utf8))
    #expect(Int(run.code.rawValue) == code)
    // Of the line only what is around the place is shown.
    #expect(run.error.utf8.count < 200_000)
  }

  /// Nobody reads ten thousand errors: a hundred are shown, and the others counted.
  @Test func errorsWithoutEnd() async {
    let edits = (0..<10_000).map { "remove \"x\($0)\" at frame 0 point (2, 0.5) save \"\($0)\"\n" }
    let run = await runProgram(["check", "-"], input: Array((Self.video + edits.joined()).utf8))
    #expect(run.code == .faultyFile)
    #expect(run.error.matches(of: /error\[K302\]/).count == 100)
    #expect(run.error.contains("and 9900 more"))
    #expect(run.error.contains("\n10000 errors\n"))
  }

  /// NULs, halves of surrogate pairs, and bytes that are no text, wherever they stand.
  @Test(arguments: [
    ("remove \"a\0b\" at frame 0 point (0, 0)", "K118"), ("\0", "K118"),
    ("remove \"\\u{0}\"", "K118"),
    ("remove \"\\u{D800}\" at frame 0 point (0, 0)", "K111"),
    ("remove \"\\u{DFFF}\" at frame 0 point (0, 0)", "K111"),
    ("remove \"\\u{D83D}\\u{DC24}\" at frame 0 point (0, 0)", "K111"),
  ])
  func whatIsNoText(_ text: String, _ code: String) async {
    let run = await runProgram(["check", "-"], input: Array((Self.video + text).utf8))
    #expect(run.code == .faultyFile)
    #expect(run.error.contains("error[\(code)]"))
    #expect(!run.error.utf8.contains(0))
  }

  /// Half a surrogate pair as somebody else's encoder writes it: three bytes that are no UTF-8.
  @Test func surrogatesAsBytes() async {
    let bytes = Array((Self.video + "remove \"").utf8) + [0xED, 0xA0, 0x80]
    let run = await runProgram(
      ["check", "-"], input: bytes + Array("\" at frame 0 point (0, 0)\n".utf8))
    #expect(run.error.contains("error[K117]"))
    #expect(run.error.contains("\n1 error\n"))
  }

  /// Line ends of both kinds in one file mean what they mean alone.
  @Test func mixedLineEnds() async {
    let lines = [
      "# a comment", "video \"https://example.com/a.mp4\"", "remove \"\"\"", "  two", "  lines",
      "  \"\"\" at frame 0", "  point (0.5, 0.5)", "remove \"x\" at frame 0 point (7, 0.5)", "",
    ]
    var reports: Set<String> = []
    for kind in 0..<4 {
      let text = lines.enumerated().map { index, line in
        line + ((kind >> (index % 2)) & 1 == 1 ? "\r\n" : "\n")
      }.joined()
      reports.insert(await runProgram(["check", "-"], input: Array(text.utf8)).error)
    }
    #expect(reports.count == 1)
    #expect(reports.allSatisfy { $0.contains("<stdin>:8:30") })
  }

  /// A thousand files, each of which includes the next.
  @Test func chainOfIncludes() async throws {
    let folder = try TemporaryFolder()
    let count = 1_000
    for index in 0..<count {
      let end = index + 1 < count ? "include \"\(index + 1).kedit\"\n" : Self.video
      // Not by way of the disk, as files of the program are written.
      try end.write(toFile: folder("\(index).kedit"), atomically: false, encoding: .utf8)
    }
    try folder.write("spec.kedit", "include \"0.kedit\"\n" + Self.edit)
    let sound = await runProgram(["check", "spec.kedit"], in: folder.path)
    #expect(sound.code == .done, "\(sound.error)")
    try folder.write("\(count - 1).kedit", "include \"0.kedit\"\n")
    let circle = await runProgram(["check", "spec.kedit"], in: folder.path)
    #expect(circle.code == .faultyFile)
    #expect(circle.error.contains("error[K710]"))
    #expect(
      circle.error.matches(of: /error\[/).count == 1,
      "the circle, and nothing that the file may have said: \(circle.error.prefix(2_000))")
  }
}
