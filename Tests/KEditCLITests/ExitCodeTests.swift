import KEditCLI
import KlingSimulator
import PosixFiles
import SQLite
import TestSupport
import Testing

/// Every exit code that the program promises, from the real program.
@Suite("Exit codes")
struct ExitCodeTests {
  private func kedit(
    _ arguments: String..., in scene: RunScene, key: String? = RunScene.key,
    environment: [String: String] = [:]
  ) async throws -> RunScene.ProcessRun {
    try await scene.start(arguments, key: key, environment: environment)
  }

  @Test("0: done") func done() async throws {
    let scene = try RunScene()
    #expect(try await kedit("run", "--yes", "a.kedit", in: scene).code == .done)
    #expect(try await kedit("resume", in: scene).code == .done)
  }

  @Test("1: the file has errors, also those that only init could tell")
  func faultyFile() async throws {
    let scene = try RunScene()
    try scene.folder.write("wrong.kedit", "remove\n")
    try scene.folder.write(
      "late.kedit", "video \"https://example.com/a.mp4\"\nremove \"x\" at 9s point (0, 0)\n")
    #expect(try await kedit("check", "wrong.kedit", in: scene).code == .faultyFile)
    #expect(try await kedit("run", "--yes", "wrong.kedit", in: scene).code == .faultyFile)
    #expect(scene.seen.isEmpty)
    let late = try await kedit("run", "--yes", "late.kedit", in: scene)
    #expect(late.code == .faultyFile, "\(late.error)")
    #expect(scene.createCount == 0)
  }

  @Test("2: wrong use") func usage() async throws {
    let scene = try RunScene()
    #expect(try await kedit("run", "--parallel", "0", "a.kedit", in: scene).code == .usage)
    #expect(try await kedit("resume", "99", in: scene).code == .usage)
  }

  @Test("3: the service cannot be reached") func unreachable() async throws {
    let scene = try RunScene()
    // No retry can make a certificate of what speaks no TLS.
    let run = try await kedit(
      "run", "--yes", "a.kedit", in: scene,
      environment: ["KEDIT_BASE_URL": "https" + scene.server.baseURL.dropFirst("http".count)])
    #expect(run.code == .unreachable, "\(run.error)")
    #expect(try await kedit("run", "--yes", "a.kedit", in: scene).code == .done)
  }

  @Test("4: the service failed the task") func refused() async throws {
    let scene = try RunScene(taskFailure: { _ in "not today" })
    let run = try await kedit("run", "--yes", "a.kedit", in: scene)
    #expect(run.code == .refused)
    #expect(run.error.contains("not today"))
  }

  @Test("5: stopped before the end") func stopped() async throws {
    let scene = try RunScene()
    #expect(try await kedit("run", "a.kedit", in: scene).code == .stopped)
    #expect(
      try await kedit("run", "--yes", "--max-units", "1", "a.kedit", in: scene).code == .stopped)
    #expect(scene.createCount == 0)
    #expect(try await kedit("run", "--yes", "--no-wait", "a.kedit", in: scene).code == .stopped)
    #expect(try await kedit("resume", in: scene).code == .done)
    #expect(scene.createCount == 1)
  }

  @Test("6: a person must act") func personMustAct() async throws {
    let scene = try RunScene()
    let none = try await kedit("run", "--yes", "a.kedit", in: scene, key: nil)
    #expect(none.code == .personMustAct)
    #expect(none.error.contains("KLING_API_KEY"))
    let wrong = try await kedit("run", "--yes", "a.kedit", in: scene, key: "another-key")
    #expect(wrong.code == .personMustAct, "\(wrong.error)")
  }

  @Test("7: a local file is in the way") func localFile() async throws {
    let scene = try RunScene()
    try scene.folder.write("clean.mp4", "somebody else's")
    #expect(try await kedit("run", "--yes", "a.kedit", in: scene).code == .localFile)
    #expect(scene.seen.isEmpty)
  }

  @Test("70: the journal holds a plan that nobody can read") func internalFault() async throws {
    let scene = try RunScene()
    #expect(try await kedit("run", "--yes", "--no-wait", "a.kedit", in: scene).code == .stopped)
    let journal = try Database(path: scene.folder("state/journal.sqlite"))
    try journal.execute("UPDATE runs SET plan = '{'")
    let run = try await kedit("resume", in: scene)
    #expect(run.code == .internalFault)
    #expect(run.error.contains("the plan of run 1 in the journal cannot be read"))
  }
}
