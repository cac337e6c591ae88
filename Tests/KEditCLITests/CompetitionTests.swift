import Glibc
import KEditCLI
import KlingSimulator
import PosixFiles
import Programs
import Synchronization
import TestSupport
import Testing

/// Several processes of the program with one file, one journal and one account.
@Suite("Several processes at once")
struct CompetitionTests {
  /// The clock of a service, which stands still until it is told to go.
  private final class StandingClock: Sendable {
    private let start = millisecondsSince1970()
    private let departure = Mutex<Int?>(nil)

    var now: Int {
      let departure = departure.withLock { $0 }
      return start + (departure.map { millisecondsSince1970() - $0 } ?? 0)
    }

    func go() { departure.withLock { $0 = $0 ?? millisecondsSince1970() } }
  }

  /// Starts that many. No task ends until all have ended but the one that holds the edits.
  ///
  /// `meanwhile` is told then which process the others name.
  ///
  /// - Returns: what became of that one.
  /// - Throws: where a program cannot be started, or something else ends than is to.
  private func start(
    _ count: Int, _ scene: CrashScene, meanwhile: @Sendable (pid_t) -> Void
  ) async throws -> ChildProcess.Outcome {
    try await withThrowingTaskGroup(of: ChildProcess.Outcome.self) { group in
      for _ in 0..<count {
        group.addTask { try await scene.start("kedit", CrashScene.runArguments) }
      }
      var holders: Set<pid_t> = []
      for _ in 1..<count {
        let outcome = try #require(try await group.next())
        let error = String(decoding: outcome.errorOutput, as: UTF8.self)
        #expect(outcome.ending == .exit(ExitCode.localFile.rawValue), "\(error)")
        let named = error.firstMatch(of: /are under way in run \d+: process (\d+) on/)
        holders.insert(try #require(named.flatMap { pid_t($0.output.1) }, "\(error)"))
        for edit in CrashScene.edits { #expect(error.contains("'\(edit)'")) }
      }
      #expect(holders.count == 1, "all name the same one")
      meanwhile(try #require(holders.first))
      return try #require(try await group.next())
    }
  }

  @Test("One of them makes the tasks, the others name it and end", arguments: [2, 10])
  func oneAtATime(count: Int) async throws {
    let clock = StandingClock()
    let scene = try CrashScene(now: { clock.now })
    let last = try await start(count, scene) { _ in clock.go() }
    #expect(last.succeeded, "\(String(decoding: last.errorOutput, as: UTF8.self))")
    try scene.expectOneTaskAnEdit(after: "\(count) at once")

    let again = try await scene.start("kedit", CrashScene.runArguments)
    #expect(again.succeeded)
    #expect(try scene.resultCount == CrashScene.edits.count)
    try scene.expectOneTaskAnEdit(after: "another run")
  }

  @Test(
    "What one of them held when it was killed, another goes on with",
    arguments: [(2, CrashScene.runArguments), (10, ["resume"])])
  func killed(count: Int, arguments: [String]) async throws {
    let clock = StandingClock()
    let scene = try CrashScene(now: { clock.now })
    let last = try await start(count, scene) { process in #expect(kill(process, SIGKILL) == 0) }
    #expect(last.ending == .signal(SIGKILL))
    clock.go()
    let next = try await scene.start("kedit", arguments)
    #expect(next.succeeded, "\(String(decoding: next.errorOutput, as: UTF8.self))")
    #expect(try scene.resultCount == CrashScene.edits.count)
    try scene.expectOneTaskAnEdit(after: "\(count) at once, one killed")
  }

  @Test(
    "Without its journal a run finds its tasks by their ids, and replaces nothing unasked",
    arguments: [false, true])
  func lostJournal(resultsStay: Bool) async throws {
    let scene = try CrashScene()
    #expect(try await scene.start("kedit", CrashScene.runArguments).succeeded)
    let results = try scene.results()
    try FileSystem.removeTree(scene.scene.folder("state"))
    var arguments = CrashScene.runArguments
    if resultsStay {
      // Who knows whose they are?
      let refused = try await scene.start("kedit", arguments)
      #expect(refused.ending == .exit(ExitCode.localFile.rawValue))
      arguments.append("--overwrite")
    } else {
      try FileSystem.removeTree(scene.scene.folder("out"))
    }
    let again = try await scene.start("kedit", arguments)
    #expect(again.succeeded, "\(String(decoding: again.errorOutput, as: UTF8.self))")
    try scene.expectOneTaskAnEdit(after: "a lost journal")
    let found = try scene.results()
    for (name, result) in results where name.hasSuffix(".mp4") && !name.contains("preview") {
      #expect(found[name] == result, "\(name)")
    }
  }
}
