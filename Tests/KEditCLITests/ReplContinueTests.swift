import KEditCLI
import KlingSimulator
import PosixFiles
import TestSupport
import Testing

/// What one process submitted, another goes on with, and nothing is paid for twice.
@Suite("kedit repl --continue behind what was submitted")
struct ReplContinueTests {
  private let clock = JumpingClock()
  private let scene: RunScene
  /// Method and path of each request, as they come.
  private let requests: AsyncStream<String>

  init() throws {
    let clock = clock
    let (requests, continuation) = AsyncStream.makeStream(of: String.self)
    self.requests = requests
    // A task takes an hour of that clock.
    scene = try RunScene(
      renderTime: .seconds(3600), now: { clock.now }, onRequest: { continuation.yield($0) })
  }

  private func repl(_ lines: [String], _ arguments: String...) async throws -> RunScene.ProcessRun {
    try await scene.start(
      ["repl", "--yes"] + arguments, input: lines.map { $0 + "\n" }.joined())
  }

  @Test("A script that ends leaves a task at the service, and says how its result is fetched")
  func left() async throws {
    let run = try await repl(RunScene.marked + ["submit"])
    #expect(run.code == .stopped)
    #expect(scene.createCount == 1)
    let lines = run.error.split(separator: "\n")
    #expect(
      lines.last?.hasPrefix("what was submitted goes on at the service: 'kedit resume ") == true)
    #expect(lines.dropLast().last?.hasPrefix("clean: stopped") == true, "\(run.error)")
    #expect(lines.dropLast().last?.hasSuffix(" goes on") == true, "\(run.error)")
    clock.jump(hours: 2)
    let next = try await scene.start(["resume"])
    #expect(next.code == .done, "\(next.error)")
    #expect(next.output == "clean.mp4\n")
    #expect(scene.createCount == 1)
  }

  @Test("It is known, waited for and fetched, also where the text says something else by now")
  func takenUp() async throws {
    let left = try await repl(RunScene.marked + ["submit", "set mode pro"])
    #expect(left.code == .stopped, "\(left.error)")
    let task = try #require(try scene.server.ledger().tasks.first?.id)
    let known = try await repl(["results", "status", "tasks"], "--continue")
    #expect(known.code == .stopped, "\(known.error)")
    #expect(known.output.contains("'clean': under way, task \(task)\n"))
    #expect(known.output.contains("\nunder way: 'clean'\n"))
    #expect(known.output.hasSuffix("  'clean'\n"))
    clock.jump(hours: 2)
    let run = try await repl(["wait", "results"], "--continue")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.hasSuffix("clean.mp4\n'clean': done, 3 units\n  clean.mp4\n"))
    let again = try await repl(
      ["results", "wait", "submit", "results"], "--continue", "--keep-going")
    #expect(again.output.hasPrefix("'clean': done, 3 units\n  clean.mp4\nnothing is under way\n"))
    #expect(again.error.contains("error: 'clean' is submitted already"))
    #expect(scene.createCount == 1)
    #expect(try await scene.start(["runs"]).output.split(separator: "\n").count == 2, "one run")
  }

  @Test("What 'kedit resume' has fetched meanwhile is done")
  func resumedMeanwhile() async throws {
    _ = try await repl(RunScene.marked + ["submit"])
    clock.jump(hours: 2)
    #expect(try await scene.start(["resume"]).code == .done)
    let run = try await repl(["wait", "results"], "--continue")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.hasSuffix("'clean': done, 3 units\n  clean.mp4\n"))
    #expect(scene.createCount == 1)
  }

  @Test("What another process has under way is left to it")
  func followedElsewhere() async throws {
    _ = try await repl(RunScene.marked + ["submit"])
    let (scene, count) = (scene, scene.seen.count)
    async let holder = scene.start(["resume"])
    // It asks for the task once it holds the edit.
    for await request in requests.dropFirst(count) where request.hasPrefix("GET ") { break }
    let run = try await repl(["results"], "--continue", "--keep-going")
    #expect(run.code == .localFile)
    #expect(run.error.contains("under way in run 1: process"))
    #expect(run.output.contains("'clean': not waited for"))
    clock.jump(hours: 2)
    #expect(try await holder.code == .done)
    #expect(scene.createCount == 1)
  }
}
