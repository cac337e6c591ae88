import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit check")
struct CheckCommandTests {
  private static let sound = """
    video "https://example.com/a.mp4"
    remove "the chick" at frame 0 point (0.77, 0.30)

    """
  /// One error, which has a safe fix.
  private static let mendable = sound.replacing("remove", with: "remvoe")
  /// One warning.
  private static let doubtful = "image cat = \"https://example.com/cat.png\"\n" + sound

  private func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(path, limit: 100_000), as: UTF8.self)
  }

  @Test("A sound file passes, from a file or standard input; so does what 'new' writes")
  func sound() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", Self.sound)
    let file = await kedit(["check", "a.kedit"], in: folder.path)
    #expect(file.code == .done)
    #expect(file.output.isEmpty)
    #expect(file.error == "a.kedit: no mistakes found\n")
    let input = await kedit(["check", "-"], in: folder.path, input: Self.sound)
    #expect(input.code == .done)
    let new = await kedit(["new"])
    let checked = await kedit(["check", "--deny-warnings", "-"], input: new.output)
    #expect(checked.code == .done, "\(checked.error)")
  }

  @Test("Two files whose names only look alike are two files")
  func lookalikes() async throws {
    let folder = try TemporaryFolder()
    let hat = try FileSystem.read("\(ExampleTests.folder)/media/hat.png", limit: 1 << 20)
    try folder.write("caf\u{E9}.png", hat)
    try folder.write("cafe\u{301}.png", "no picture")
    let spec =
      Self.sound + "add \"a\" from \"caf\u{E9}.png\" and \"b\" from \"cafe\u{301}.png\" as b\n"
    let run = await kedit(["check", "-"], in: folder.path, input: spec)
    #expect(run.code == .faultyFile)
    #expect(run.error.contains("K405") && run.error.contains("1 error"), "\(run.error)")
  }

  @Test("Mistakes are shown with their places, and counted")
  func mistakes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", Self.mendable)
    try folder.write("b.kedit", Self.sound)
    let run = await kedit(["check", "a.kedit", "b.kedit"], in: folder.path)
    #expect(run.code == .faultyFile)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("error[K102]: "))
    #expect(run.error.contains(" --> a.kedit:2:1\n"))
    #expect(run.error.hasSuffix("\n1 error\n'kedit explain K102' says more\n"))
  }

  @Test("A warning passes, unless warnings are denied")
  func warnings() async {
    let allowed = await kedit(["check", "-"], input: Self.doubtful)
    #expect(allowed.code == .done)
    #expect(allowed.error.hasSuffix("\n1 warning\n"))
    let denied = await kedit(["check", "--deny-warnings", "-"], input: Self.doubtful)
    #expect(denied.code == .faultyFile)
    #expect(denied.error.hasSuffix("\nerror: 1 warning, denied by --deny-warnings\n"))
    let deniedQuietly = await kedit(
      ["check", "-q", "-"], input: Self.doubtful, environment: ["KEDIT_DENY_WARNINGS": "1"])
    #expect(deniedQuietly.code == .faultyFile)
    #expect(deniedQuietly.error == "error: 1 warning, denied by KEDIT_DENY_WARNINGS\n")
    let quiet = await kedit(["check", "-q", "-"], input: Self.doubtful)
    #expect(quiet.code == .done)
    #expect(quiet.error.isEmpty)
  }

  @Test("A file that cannot be read is a failure of its own, and the others are checked")
  func unreadable() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", Self.mendable)
    let run = await kedit(["check", "none.kedit", ".", "a.kedit"], in: folder.path)
    #expect(run.code == .localFile)
    #expect(run.error.contains("'none.kedit' cannot be read: No such file or directory"))
    #expect(run.error.contains("'.' cannot be read: "))
    #expect(run.error.contains("K102"))
  }

  @Test(
    "A report for programs goes to standard output, one for all files",
    arguments: [
      "json", "sarif", "github",
    ])
  func reports(format: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", Self.mendable)
    try folder.write("b.kedit", Self.doubtful)
    let run = await kedit(["check", "--format", format, "a.kedit", "b.kedit"], in: folder.path)
    #expect(run.code == .faultyFile)
    #expect(run.error.isEmpty)
    #expect(run.output.contains("a.kedit") && run.output.contains("b.kedit"))
    if format != "github" { _ = try JSON.parse(Array(run.output.utf8)) }
  }

  @Test("What has one right answer is mended in the file, and only that")
  func fix() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a.kedit", Self.mendable)
    let run = await kedit(["check", "--fix", "a.kedit"], in: folder.path)
    #expect(run.code == .done, "\(run.error)")
    #expect(try text(file) == Self.sound)
    #expect(try folder.names() == ["a.kedit"])

    let unmendable = Self.mendable + "remove\n"
    try folder.write("b.kedit", unmendable)
    let rest = await kedit(["check", "--fix", "b.kedit"], in: folder.path)
    #expect(rest.code == .faultyFile)
    #expect(try text(folder("b.kedit")) == Self.sound + "remove\n")
  }

  @Test("Mended standard input goes to standard output")
  func fixInput() async {
    let run = await kedit(["check", "--fix", "-"], input: Self.mendable)
    #expect(run.code == .done)
    #expect(run.output == Self.sound)
  }

  @Test("Local files are looked at, from the folder of the file that names them")
  func localFiles() async throws {
    let folder = try TemporaryFolder()
    let spec = """
      video "https://example.com/a.mp4"
      swap "a" for "b" from "cat.png" at frame 0 point (0.1, 0.1)

      """
    try folder.write("sub/a.kedit", spec)
    try folder.write("sub/cat.png", "no image")
    let wrong = await kedit(["check", "sub/a.kedit"], in: folder.path)
    #expect(wrong.code == .faultyFile)
    #expect(wrong.error.contains("K405"))
    let missing = await kedit(["check", "-"], in: folder.path, input: spec)
    #expect(missing.code == .faultyFile)
    #expect(missing.error.contains("K404"))
  }

  @Test("A plan is checked as a plan, and its faults are shown like any other")
  func plan() async {
    let run = await kedit(["check", "-"], input: "\n { \"format\": \"kedit-plan/9\" }")
    #expect(run.code == .faultyFile)
    #expect(run.error.contains("error[K901]: "))
    #expect(run.error.contains(" --> <stdin>:2:"))
    let broken = await kedit(["check", "-"], input: "{")
    #expect(broken.code == .faultyFile)
  }

  @Test(
    "What cannot be meant is refused",
    arguments: [
      ["check"], ["check", "-", "-"], ["check", "--format", "xml", "a"],
      ["check", "--fix", "--format=json", "-"],
    ])
  func usage(arguments: [String]) async {
    let run = await kedit(arguments)
    #expect(run.code == .usage)
  }
}
