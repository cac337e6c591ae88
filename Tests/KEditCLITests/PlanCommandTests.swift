import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit plan")
struct PlanCommandTests {
  @Test("The plan is printed, and nothing else", arguments: ["text", "json", "curl"])
  func formats(format: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.chain)
    let run = await kedit(["plan", "--format", format, "a.kedit"], in: folder.path)
    #expect(run.code == .done)
    #expect(run.error.isEmpty)
    #expect(run.output.contains("Delete the chick from <<<video_1>>>"))
    if format == "json" {
      let json = try JSON.parse(Array(run.output.utf8))
      #expect(json["format"] == "kedit-plan/1")
      #expect(json["source"]?["path"] == "a.kedit")
    }
  }

  @Test("A plan is the same bytes from anywhere, and a plan of a plan is the plan")
  func reproducible() async throws {
    let folder = try TemporaryFolder()
    try folder.write("sub/a.kedit", RunScene.chain)
    let here = await kedit(["plan", "--format=json", "sub/a.kedit"], in: folder.path)
    let there = await kedit(["plan", "--format=json", "a.kedit"], in: folder("sub"))
    #expect(here.output == there.output)
    let again = await kedit(["plan", "--format=json", "-"], input: here.output)
    #expect(again.code == .done, "\(again.error)")
    #expect(again.output == here.output)
  }

  @Test("A plan can be kept in a file; in another folder it may not find its files")
  func outputFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.kedit", "video \"https://example.com/a.mp4\"\nadd \"a cat\" from \"cat.png\"\n")
    try folder.write(
      "cat.png",
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 1, 0x90, 0, 0, 1, 0x90, 8, 2, 0, 0, 0, 0, 0, 0, 0])
    try FileSystem.createFolders(folder("kept"))
    let beside = await kedit(
      ["plan", "--format", "json", "-o", "a.json", "a.kedit"], in: folder.path)
    #expect(beside.code == .done)
    #expect(beside.output.isEmpty && beside.error.isEmpty)
    let elsewhere = await kedit(
      ["plan", "--format", "json", "-o", "kept/a.json", "a.kedit"], in: folder.path)
    #expect(elsewhere.code == .done)
    #expect(elsewhere.error.contains("will not find 'cat.png'"))
    let lost = await kedit(["check", "kept/a.json"], in: folder.path)
    #expect(lost.code == .faultyFile)
    #expect(lost.error.contains("help: paths are relative to the plan's folder"))
    let text = await kedit(["plan", "-o", "kept/a.txt", "a.kedit"], in: folder.path)
    #expect(text.error.isEmpty)
    let nowhere = await kedit(["plan", "-o", "none/a.json", "a.kedit"], in: folder.path)
    #expect(nowhere.code == .localFile)
    #expect(try folder.names() == ["a.json", "a.kedit", "cat.png", "kept"])
  }

  @Test("A file with mistakes has no plan")
  func mistakes() async {
    let run = await kedit(["plan", "-"], input: "remove\n")
    #expect(run.code == .faultyFile)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("error[K"))
  }
}
