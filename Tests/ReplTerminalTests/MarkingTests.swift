import TestSupport
import Testing

/// A video is opened, marked, looked at, and everything taken back and done again.
@Suite("Marking at the terminal") struct MarkingTests {
  @Test("Points come and go, and the prompt says where one is")
  func marks() async throws {
    let scene = try await ReplWorld().start()
    #expect(scene.prompt == "kedit ❯")
    try await scene.enter(
      ReplScene.video,
      says: "1280 × 720, 30.0 frames per second, 150 frames (0 to 149), 5 s; duration 5 fits")
    #expect(scene.prompt == "farm · frame 0 ❯")
    let first = "frame 0: 1 point, area 1.8 %, box (0.72, 0.18)–(0.82, 0.42)"
    try await scene.enter("mark frame 0 (0.77, 0.30)", says: first)
    #expect(scene.prompt == "farm · frame 0 · 1 point ❯")
    try await scene.enter("frame 48", says: "")
    #expect(scene.prompt == "farm · frame 48 · 1 point ❯")
    try await scene.enter("mark (40%, 55%) (42%, 60%)", tells: "frame 48: 2 points, area ")
    #expect(scene.prompt == "farm · frame 48 · 3 points ❯")
    try await scene.enter(
      "marks", tells: "\(first)\n  (0.77, 0.3)\nframe 48: 2 points, area ",
      "\n  (0.4, 0.55)\n  (0.42, 0.6)")
    try await scene.enter("unmark frame 48 (0.42, 0.6)", tells: "frame 48: 1 point, area ")
    try await scene.enter(
      "undo", tells: "undone: unmark frame 48 (0.42, 0.6)\nframe 48: 2 points, ")
    #expect(scene.prompt == "farm · frame 48 · 3 points ❯")
    try await scene.enter("redo", tells: "done again: unmark", "frame 48: 1 point, ")
    try await scene.enter("unmark 48", says: "frame 48: no marks")
    #expect(scene.prompt == "farm · frame 48 · 1 point ❯")
    try await scene.enter(
      "clear", says: "all marks of the edit are taken away; 'undo' brings them back")
    #expect(scene.prompt == "farm · frame 48 ❯")
    try await scene.enter("marks", says: "nothing is marked")
    try await scene.enter("undo", says: "undone: clear\n\(first)")
    try await scene.enter("status", tells: "marks: 1 point on 1 frame\n")
  }

  @Test("An edit grows clause by clause; prompt, options, plan and check show what it has become")
  func edit() async throws {
    let scene = try await ReplWorld().start()
    try await scene.enter(ReplScene.video)
    try await scene.enter("prompt", tells: "error: there is no edit yet, so there is no prompt")
    try await scene.enter(ReplScene.removal, tells: "frame 0: 1 point, area 1.8 %")
    try await scene.enter("prompt", says: "Delete the chick from <<<video_1>>>")
    try await scene.enter("prompt Delete {target} from {video}, softly", says: "")
    try await scene.enter("prompt", says: "Delete the chick from <<<video_1>>>, softly")
    try await scene.enter("set", tells: "nothing is set")
    try await scene.enter("set mode pro", says: "")
    try await scene.enter("set", says: "set mode pro")
    try await scene.enter("negative \"blur\"", says: "")
    try await scene.enter("prompt", tells: "softly\nnegative: blur")
    try await scene.enter("check", says: "no mistakes found")
    try await scene.enter(
      "plan", tells: "clean: remove", "  marks     frame 0  (0.77, 0.3)", "5 to 10 units")
    try await scene.enter("plan json", tells: #""format": "kedit-plan/1""#)
    try await scene.enter("plan curl", tells: "init-selection", "add-selection")
    try await scene.enter(
      "status", tells: "video: https://example.com/animals-5s.mp4\n  1280 × 720",
      "\nedit: 'clean', remove \"the chick\", not submitted\n",
      "no file, with changes that are not saved")
    try await scene.enter("help mark", tells: "usage: mark [at] MOMENT [point] POINT…\n")
  }

  @Test("The beginning of a command is enough; what is mistyped is answered with what is near")
  func words() async throws {
    let scene = try await ReplWorld().start()
    try await scene.enter("st", tells: "video: none is open\n")
    try await scene.enter("ma", says: "error: 'ma' may mean 'mark', 'marks'")
    try await scene.enter(
      "sub", tells: "error: 'sub' is not enough for 'submit', which is written whole\nhelp: Send")
    try await scene.enter(
      "remvoe \"the chick\"",
      says: "error: there is no command or statement 'remvoe'\nhelp: did you mean 'remove'?")
    try await scene.enter("help mrak", tells: "help: did you mean 'help mark'?")
    try await scene.enter("mark frame 0 (0.5, 0.5)", tells: "error: no video is open")
    try await scene.enter("undo", says: "error: there is nothing to undo")
    try await scene.enter(
      "xyzzy", says: "error: there is no command or statement 'xyzzy'\nhelp: 'help' lists them")
    let wrong = try await scene.enter("remove \"x\" at frame 0 point (1.5, 0.3)")
    #expect(wrong.contains("(1.5, 0.3)"))
    #expect(!wrong.contains("session.kedit"), "it is about what was typed")
    #expect(scene.prompt == "kedit ❯")
  }
}
