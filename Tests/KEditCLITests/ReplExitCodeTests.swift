import KEditCLI
import KlingSimulator
import PosixFiles
import TestSupport
import Testing

/// Every exit code of a script that a person can bring about, from the real program.
@Suite("Exit codes of kedit repl")
struct ReplExitCodeTests {
  private func script(
    _ lines: [String], in scene: RunScene, _ arguments: String..., key: String? = RunScene.key,
    environment: [String: String] = [:]
  ) async throws -> RunScene.ProcessRun {
    try await scene.start(
      ["repl"] + arguments, input: lines.map { $0 + "\n" }.joined(), key: key,
      environment: environment)
  }

  private static let submitted = RunScene.marked + ["submit", "wait"]

  @Test("0: done") func done() async throws {
    let scene = try RunScene()
    let run = try await script(Self.submitted, in: scene, "--yes")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.hasSuffix("\nclean.mp4\n"))
    #expect(run.error.hasSuffix("\n3 units charged\n"))
    #expect(try await script([], in: scene).code == .done)
  }

  @Test("1: what is typed has mistakes, also those that only the video could tell")
  func faultyFile() async throws {
    let scene = try RunScene()
    let run = try await script(RunScene.marked + ["mark 48 (1.5, 0.5)", "status"], in: scene)
    #expect(run.code == .faultyFile)
    #expect(
      run.error == """
        error[K302]: `1.5` lies outside the frame: a coordinate is between 0 and 1
         --> input:1:10
          |
        1 | mark 48 (1.5, 0.5)
          |          ^^^
          |
          = help: (0, 0) is the top left corner, (1, 1) the bottom right

        stopped at line 3

        """)
    #expect(!run.output.contains("edit:"))
    let late = try await script(RunScene.marked + ["mark 9s (0.5, 0.5)"], in: scene)
    #expect(late.code == .faultyFile, "\(late.error)")
  }

  @Test(
    "2: wrong use, of the command line and of the session", arguments: ["marrk", "undo", "plan x"])
  func usage(_ line: String) async throws {
    let scene = try RunScene()
    #expect(try await script([line], in: scene).code == .usage)
    #expect(try await script([], in: scene, "--pictures", "loud").code == .usage)
  }

  @Test("3: the service cannot be reached, also where the script goes on")
  func unreachable() async throws {
    let scene = try RunScene()
    // No retry can make a certificate of what speaks no TLS.
    let elsewhere = ["KEDIT_BASE_URL": "https" + scene.server.baseURL.dropFirst("http".count)]
    let run = try await script(RunScene.marked, in: scene, environment: elsewhere)
    #expect(run.code == .unreachable, "\(run.error)")
    #expect(run.error.hasSuffix("\nstopped at line 1\n"))
    let draft = try await script(
      RunScene.marked + ["save draft"], in: scene, "--keep-going", environment: elsewhere)
    #expect(draft.code == .unreachable, "\(draft.error)")
    #expect(draft.output == "saved as draft.kedit\n")
    let run2 = try await script(["load draft.kedit", "submit", "wait"], in: scene, "--yes")
    #expect(run2.code == .done, "\(run2.error)")
  }

  @Test("4: the service failed the task, waited for or not") func refused() async throws {
    let scene = try RunScene(taskFailure: { _ in "not today" })
    let run = try await script(Self.submitted + ["status"], in: scene, "--yes")
    #expect(run.code == .refused)
    #expect(run.error.contains("not today"))
    #expect(!run.output.contains("edit:"))
    let all = try await script(
      Self.submitted + ["results"], in: try RunScene(taskFailure: { _ in "not today" }), "--yes",
      "--keep-going")
    #expect(all.code == .refused)
    #expect(all.output.contains("'clean': failed\n  "))
  }

  @Test("5: stopped before the end") func stopped() async throws {
    let scene = try RunScene()
    let unasked = try await script(Self.submitted, in: scene)
    #expect(unasked.code == .stopped)
    #expect(scene.createCount == 0)
  }

  @Test("6: a person must act") func personMustAct() async throws {
    let scene = try RunScene()
    let none = try await script(RunScene.marked, in: scene, key: nil)
    #expect(none.code == .personMustAct)
    #expect(none.error.contains("KLING_API_KEY"))
    let wrong = try await script(RunScene.marked, in: scene, key: "another-key")
    #expect(wrong.code == .personMustAct, "\(wrong.error)")
  }

  @Test("7: a local file is in the way, or cannot be read") func localFile() async throws {
    let scene = try RunScene()
    try scene.folder.write("clean.mp4", "somebody else's")
    let run = try await script(Self.submitted, in: scene, "--yes")
    #expect(run.code == .localFile, "\(run.error)")
    #expect(scene.createCount == 0)
    for line in ["load none.kedit", "source none.txt", "save a.kedit"] {
      #expect(try await script([line], in: scene).code == .localFile)
    }
  }
}
