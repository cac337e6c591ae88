import Glibc
import KlingSimulator
import PosixFiles
import Programs
import TestSupport
import Testing

/// `kedit repl` is killed around what is submitted; whatever goes on after that, and however often the
/// same is typed again, each edit is paid for once.
@Suite("Crashes of a stepped session")
struct SteppedCrashTests {
  /// Two edits, the second of which goes on with the result of the first; marks that come and go.
  private static let steps = """
    video "https://example.com/a.mp4"
    remove "the chick" at frame 0 point (0.77, 0.30) as clean
    mark 10 (0.5, 0.5)
    undo
    submit clean
    wait

    """
    + more
  /// What may be typed whatever is there already: a mistake in it is no harm.
  private static let more = """
    then remove "the dog" at frame 0 point (0.1, 0.1) as rest
    submit rest
    wait

    """

  /// How it goes on after the kill, before all is typed again.
  enum Sequel: String, CaseIterable, Sendable {
    case resume
    case takeUp
  }

  @Test("Wherever it is killed, no task is made twice, and typing it again makes what is missing")
  func everyPoint() async throws {
    let clean = try CrashScene()
    let outcome = try await clean.run(Self.arguments(), input: Self.steps, upTo: nil)
    #expect(outcome.succeeded, "\(Self.words(outcome))")
    try Self.expectBoth(clean, after: "a clean pass")
    let all = try clean.points
    #expect(all.contains { $0.hasPrefix("before POST multi-elements") })
    // The gate takes what is around the create calls, and a spread of the rest.
    let points = all.enumerated().filter { index, point in
      CrashScene.takesAll || index % 6 == 0 || point.contains("POST multi-elements")
        || point.contains("to creating")
    }
    let scenes = points.flatMap { index, point in
      (CrashScene.takesAll ? Sequel.allCases : [Sequel.allCases[index % 2]]).map { (point, $0) }
    }
    let reached = try await CrashScene.inParallel(scenes) { point, sequel in
      try await die(at: point, then: sequel)
    }
    print("killed at \(Set(reached.map(\.0)).count) points of \(all.count) of a stepped session")
  }

  private func die(at point: String, then sequel: Sequel) async throws {
    let comment = "\(point), \(sequel)"
    let scene = try CrashScene()
    let killed = try await scene.run(Self.arguments(), input: Self.steps, upTo: point)
    #expect(killed.ending == .signal(SIGKILL), "\(comment): \(killed.ending)")
    switch sequel {
    case .resume:
      let next = try await scene.start("kedit", ["resume", "--yes"])
      #expect(
        next.succeeded || Self.words(next).contains("no run"), "\(comment): \(Self.words(next))")
    case .takeUp:
      // An undo that was cut off is made up for: else it is another edit that is submitted. What was
      // submitted is fetched; what was not is submitted now; what is there is refused.
      _ = try await scene.start(
        "kedit", Self.arguments("--continue", "--keep-going"),
        input: "unmark 10 (0.5, 0.5)\nwait\nsubmit clean\nwait\n" + Self.more)
    }
    #expect(try scene.scene.server.ledger().tasks.count <= 2, "\(comment)")
    let last = try await scene.start("kedit", Self.arguments(), input: Self.steps)
    #expect(last.succeeded, "\(comment): \(Self.words(last))")
    try Self.expectBoth(scene, after: comment)
  }

  @Test(
    "Killed with the simulator in it, the next process goes on with the task",
    arguments: Sequel.allCases)
  func simulatorInside(sequel: Sequel) async throws {
    for point in ["before POST multi-elements #1", "after POST multi-elements #1"] {
      let comment = "\(point), \(sequel)"
      let scene = try CrashScene()
      let simulated = ["--simulate"]
      let steps = Self.steps
      let killed = try await scene.run(
        Self.arguments(simulated), input: steps, upTo: point)
      #expect(killed.ending == .signal(SIGKILL), "\(comment): \(Self.words(killed))")
      switch sequel {
      case .resume:
        let next = try await scene.start("kedit", ["resume", "--yes"] + simulated)
        #expect(next.succeeded, "\(comment): \(Self.words(next))")
      case .takeUp:
        _ = try await scene.start(
          "kedit", Self.arguments(simulated + ["--continue", "--keep-going"]),
          input: "wait\nsubmit clean\nwait\n")
      }
      let tasks = try SimulatorLedger.read(
        stateFolder: scene.scene.folder("state/journal.simulator"), now: millisecondsSince1970()
      ).tasks
      #expect(tasks.count == 1, "\(comment)")
      #expect(
        try FileSystem.list(scene.scene.folder("out")).contains("clean.mp4"), "\(comment)")
    }
  }

  private static func arguments(_ more: String...) -> [String] { arguments(more) }

  private static func arguments(_ more: [String]) -> [String] {
    ["repl", "--yes", "--output-dir", "out"] + more
  }

  private static func words(_ outcome: ChildProcess.Outcome) -> String {
    "\(outcome.ending)\n" + String(decoding: outcome.output, as: UTF8.self)
      + String(decoding: outcome.errorOutput, as: UTF8.self)
  }

  private static func expectBoth(_ scene: CrashScene, after comment: String) throws {
    let ledger = try scene.scene.server.ledger()
    #expect(ledger.tasks.count == 2, "\(comment)")
    #expect(ledger.unitsCharged == 6, "\(comment)")
    let names = try FileSystem.list(scene.scene.folder("out"))
    for name in ["clean.mp4", "rest.mp4"] { #expect(names.contains(name), "\(comment): \(names)") }
  }
}
