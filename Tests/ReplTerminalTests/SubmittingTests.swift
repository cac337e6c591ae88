import TestSupport
import Testing

/// What costs money is asked about, and goes on beside what is typed.
@Suite("Submitting at the terminal") struct SubmittingTests {
  /// A scene with an edit that is marked.
  private func marked(_ world: ReplWorld, columns: Int = 100) async throws -> ReplScene {
    let scene = try await world.start(columns: columns)
    try await scene.enter(ReplScene.video)
    try await scene.enter(ReplScene.removal)
    return scene
  }

  /// Types `submit`, waits for the question, and answers it.
  private func submit(
    _ scene: ReplScene, _ command: String = "submit", answer: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    scene.terminal.type(command, .enter)
    try await scene.terminal.waitFor("the question", sourceLocation: sourceLocation) {
      !$0.bracketsPastes && $0.visible.hasSuffix("[y/N]")
    }
    scene.terminal.type(answer, .enter)
    try await scene.awaitPrompt(sourceLocation: sourceLocation)
  }

  @Test("`submit` asks; no sends nothing, yes makes a video that `results`, `tasks` and `use` know")
  func submits() async throws {
    let scene = try await marked(ReplWorld())
    try await scene.enter("results", says: "nothing was submitted yet")
    try await scene.enter("preview", tells: "clean.preview.mp4", "clean.tracking.json")
    try await submit(scene, answer: "n")
    #expect(scene.terminal.screen.visible.contains("nothing was sent"))
    try await scene.enter("tasks", says: "the account has no tasks")
    try await submit(scene, answer: "y")
    let done = try await scene.terminal.waitForText("clean: done")
    #expect(done.unwrapped.contains("clean.mp4"))
    try await scene.awaitPrompt()
    try await scene.enter("wait", says: "nothing is under way")
    try await scene.enter("results", says: "'clean': done, 3 units\n  clean.mp4")
    try await scene.enter("tasks", tells: "succeed  'clean'")
    try await scene.enter("submit", tells: "error: 'clean' is submitted already")
    try await scene.enter("mode pro", tells: "error: 'clean' is submitted, and stays as it is")
    // Another edit of the result.
    try await scene.enter(
      "then remove \"the dog\" at frame 5 point (0.2, 0.2) as rest", tells: "frame 5: 1 point")
    #expect(scene.prompt == "clean · frame 5 · 1 point ❯")
    try await scene.enter("use clean", says: "")
    #expect(scene.prompt == "farm ❯")
    try await scene.enter("use rset", tells: "help: did you mean 'rest'?")
    try await scene.leave()
    #expect(try scene.world.folder.names().contains("clean.mp4"))
  }

  @Test("`then` before its video is made is taken down, and opened once it is")
  func thenBefore() async throws {
    let scene = try await marked(ReplWorld())
    try await scene.enter(
      "then remove \"the dog\" at frame 5 point (0.2, 0.2) as rest",
      says: "'clean' is not submitted yet; its result is the video of this edit: "
        + "'submit clean' first")
    try await scene.enter("submit", tells: "is made from the result of 'clean', which is not there")
    try await submit(scene, "submit clean", answer: "y")
    try await scene.terminal.waitForText("clean: done")
    try await scene.awaitPrompt()
    try await scene.enter("use rest", tells: "1280 × 720", "frame 5: 1 point")
  }

  @Test(
    "What becomes of a task is told above the line that is typed meanwhile",
    arguments: [("mark frame 12 (0.5, 0.5)", 100), ("remove \"小鸡 and 🐕\" in farm as 犬", 40)])
  func besides(_ line: String, _ columns: Int) async throws {
    let world = try ReplWorld(renderTime: .seconds(1))
    let scene = try await marked(world, columns: columns)
    try await submit(scene, answer: "y")
    scene.terminal.type(line, .left, .left)
    try await scene.terminal.waitFor("the news above the line") {
      $0.visible.contains("clean: done") && Self.stands(line, on: $0)
    }
    scene.terminal.type("X", .ctrl("a"))
    let cut = line.index(line.endIndex, offsetBy: -2)
    let changed = "\(line[..<cut])X\(line[cut...])"
    try await scene.terminal.waitFor("the line, whole") { Self.stands(changed, on: $0) }
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    try await scene.enter("results", tells: "'clean': done")
  }

  /// Whether the line is the last on the screen; a wide character that does not fit at the end of a
  /// row leaves a blank there.
  private static func stands(_ line: String, on screen: Screen) -> Bool {
    screen.visible.filter { $0 != " " }.hasSuffix("❯\(line.filter { $0 != " " })")
  }

  @Test("A task can be waited for; Ctrl-C stops the wait and not the task; `cancel` lets it go")
  func waits() async throws {
    let world = try ReplWorld(renderTime: .seconds(3_600))
    let scene = try await marked(world)
    try await submit(scene, answer: "y")
    scene.terminal.type("wait", .enter)
    try await scene.awaitWork()
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    try await scene.enter("results", tells: "'clean': under way")
    try await scene.enter("status", tells: "under way: 'clean'")
    try await scene.enter("cancel", tells: "clean: stopped")
    try await scene.enter("results", tells: "'clean': not waited for; its task ")
    try await scene.enter("submit", tells: "nothing left to pay for")
    world.clock.jump(hours: 2)
    try await scene.enter("wait")
    try await scene.enter("results", tells: "'clean': done, paid for earlier")
  }
}
