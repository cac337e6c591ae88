import TestSupport
import Testing

/// What happens elsewhere is told above the line being typed.
@Suite struct NoticeTests {
  @Test("A notice stands above the line, which is as it was")
  func above() async throws {
    let scene = try await EditingScene()
    try await scene.enter("notice 400 edit 1: done|result.mp4")
    scene.terminal.type("half a line", .left, .left)
    let screen = try await scene.terminal.waitFor("the notice and the line") {
      $0.lines[2...4] == ["edit 1: done", "result.mp4", "farm · frame 48 ❯ half a line"]
    }
    #expect(screen.cursor == .init(line: 4, column: 27))
    scene.terminal.type("X", .enter)
    try await scene.awaitGot("half a liXne")
  }

  @Test("A line of many rows is whole again, wherever the cursor stood", arguments: [0, 70, 200])
  func manyRows(_ back: Int) async throws {
    let scene = try await EditingScene(columns: 40, height: 20)
    try await scene.enter("notice 600 done")
    let line = (0..<20).map { "word\($0) 犬" }.joined(separator: " ")
    scene.terminal.type(line)
    scene.terminal.send(bytes: Array(repeating: 0x02, count: min(back, line.count)))
    try await scene.terminal.waitFor("the notice") { $0.text.contains("\ndone\nfarm") }
    scene.terminal.type("X", .enter)
    let cut = line.index(line.endIndex, offsetBy: -min(back, line.count))
    try await scene.awaitGot(line[..<cut] + "X" + line[cut...])
  }

  @Test("A line that just fills its row, and one that scrolls the screen")
  func edges() async throws {
    let scene = try await EditingScene(columns: 40, height: 6)
    try await scene.enter("notice 500 one|two|three|four|five")
    let full = String(repeating: "x", count: 40 - EditingScene.start)
    scene.terminal.type(full)
    try await scene.terminal.waitFor("the notice") {
      $0.everything.contains("one\ntwo\nthree\nfour\nfive\n\(EditingScene.prompt)\(full)")
    }
    scene.terminal.press(.enter)
    try await scene.awaitGot(full)
  }

  @Test(
    "`stop` and a cancelled task end the line, and the terminal is as it was",
    arguments: ["stop 200", "cancel 200"])
  func stop(_ command: String) async throws {
    let scene = try await EditingScene()
    scene.terminal.type(command, .enter)
    scene.terminal.type("unfinished")
    #expect(try await scene.terminal.waitForExit() == .exit(0))
    #expect(scene.terminal.screen.text.contains("\nstopped\nclosed"))
    #expect(try scene.terminal.settings.echoes)
  }
}
