import TestSupport
import Testing

/// `kedit repl --simulate`, as somebody tries it first.
@Suite("The simulator at the terminal") struct SimulateTests {
  @Test("From a video to its edited self without a key, and a second run knows it is paid for")
  func simulated() async throws {
    let world = try ReplWorld(isSimulating: true)
    let scene = try await world.start(["--simulate", "--pictures", "off"])
    try await scene.enter(ReplScene.video, tells: "simulator: ", "150 frames (0 to 149), 5 s")
    try await scene.enter(ReplScene.removal, tells: "frame 0: 1 point, area 1.8 %")
    scene.terminal.type("submit", .enter)
    try await scene.terminal.waitForText("[y/N]")
    scene.terminal.type("y", .enter)
    try await scene.awaitPrompt()
    try await scene.enter("wait")
    let done = scene.terminal.screen.unwrapped
    #expect(done.contains("clean: done") && done.contains("clean.mp4"))
    try await scene.leave()
    let names = try world.folder.names()
    #expect(names == ["clean.json", "clean.mp4"])
    let again = try await world.start(["--simulate", "--pictures", "off"])
    try await again.enter(ReplScene.video)
    try await again.enter(ReplScene.removal)
    try await again.enter("submit", tells: "nothing left to pay for")
    try await again.leave()
  }
}
