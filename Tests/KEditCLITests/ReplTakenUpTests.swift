import KEditCLI
import TestSupport
import Testing

@Suite("kedit repl, what is taken up and what it may spend")
struct ReplTakenUpTests {
  @Test("What changed behind a submitted edit is not taken for it")
  func changed() async throws {
    let scene = try RunScene()
    let first = await scene.repl(RunScene.marked + ["submit", "set mode pro"], "--yes")
    #expect(first.code == .stopped, "\(first.error)")
    let next = await scene.repl(["status"], "--continue")
    #expect(next.error.contains("warning: 'clean' is not what was submitted any more"))
    #expect(!next.error.contains(", pro, "))
    let count = scene.createCount
    let resumed = await scene.ask("resume", "2")
    #expect(resumed.code == .usage, "there is no run but the first: \(resumed.error)")
    #expect(scene.createCount == count)
  }

  @Test("A session that cannot be taken up is there still, whatever was to be typed in its place")
  func notUnderstood() async throws {
    let scene = try RunScene()
    let value = ["--param", "clip=https://example.com/a.mp4"]
    let left = await scene.repl(
      ["param clip", "video {clip}", "remove \"the chick\" at frame 0 point (0.5, 0.5)"],
      value[0], value[1])
    #expect(left.code == .done, "\(left.error)")
    let other = ["video \"https://example.com/b.mp4\"", "mark 0 (0.1, 0.1)"]
    let failed = await scene.repl(other, "--continue", "--keep-going")
    #expect(failed.code == .faultyFile)
    #expect(failed.output.isEmpty)
    let again = await scene.repl(["status"], "--continue", value[0], value[1])
    #expect(again.output.contains("remove \"the chick\""), "\(again.error)")
  }
}
