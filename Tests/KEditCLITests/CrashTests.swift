import Glibc
import KEditCLI
import Programs
import Testing

/// The program is killed at every point at which what it knows and what is so may part; whatever goes on
/// after that, each edit is paid for once and every result is there.
@Suite("Crashes")
struct CrashTests {
  /// How the run goes on.
  enum Sequel: String, CaseIterable, Sendable {
    case resume
    case sameFile

    var arguments: [String] {
      switch self {
      case .resume: ["resume", "--yes"]
      case .sameFile: CrashScene.runArguments
      }
    }
  }

  @Test("At every point of a run a kill costs nothing and loses nothing")
  func everyPoint() async throws {
    let (points, expected) = try await cleanPass()
    let scenes = points.enumerated().flatMap { index, point in
      let sequels = CrashScene.takesAll ? Sequel.allCases : [Sequel.allCases[index % 2]]
      return sequels.map { (point, $0) }
    }
    let reached = try await CrashScene.inParallel(scenes) { point, sequel in
      try await die(at: point, then: sequel, expected)
    }
    print("killed at \(Set(reached.map(\.0)).count) points of \(points.count)")
    #expect(Set(reached.map(\.0)) == Set(points))
  }

  @Test("At every point of a run that makes all anew, a kill keeps what was there before")
  func everyPointOfAFreshRun() async throws {
    let clean = try await OlderResultScene()
    #expect(try await clean.run(upTo: nil).succeeded)
    try clean.expectBothResults(after: "a clean pass")
    let all = try clean.points
    // The gate takes the time in which the older result is moved, and a spread of the rest.
    let points = all.enumerated().filter { index, point in
      CrashScene.takesAll || index % 4 == 0 || point.contains("the renaming")
        || point.contains("downloading to downloading")
    }.map(\.element)
    let reached = try await CrashScene.inParallel(points) { point in
      let scene = try await OlderResultScene()
      let killed = try await scene.run(upTo: point)
      #expect(killed.ending == .signal(SIGKILL), "\(point)")
      let next = try await scene.scene.start("kedit", ["resume", "--yes"])
      #expect(next.succeeded, "\(point): \(String(decoding: next.errorOutput, as: UTF8.self))")
      if try scene.points.contains("after the beginning of the run #1") {
        try scene.expectBothResults(after: point)
      }
    }
    print("killed at \(reached.count) points of \(all.count) of a fresh run")
  }

  @Test("A process that is killed again and again comes to the end", arguments: [89, 101, 128])
  func againAndAgain(count: Int) async throws {
    let scene = try CrashScene()
    var arguments = CrashScene.runArguments
    var kills = 0
    while true {
      let outcome = try await scene.run(arguments, upTo: String(count))
      if outcome.ending != .signal(SIGKILL) {
        #expect(outcome.succeeded, "\(String(decoding: outcome.errorOutput, as: UTF8.self))")
        break
      }
      kills += 1
      try #require(kills < 100, "it comes no further")
      arguments = ["resume"]
    }
    #expect(kills > 1)
    #expect(try scene.resultCount == CrashScene.edits.count)
    try scene.expectOneTaskAnEdit(after: "\(kills) kills")
  }

  /// A run that nothing happens to: by which points it comes, and what lies there at its end.
  private func cleanPass() async throws -> ([String], [String: CrashScene.Result]) {
    let scene = try CrashScene()
    let outcome = try await scene.run(upTo: nil)
    #expect(outcome.succeeded, "\(String(decoding: outcome.errorOutput, as: UTF8.self))")
    let points = try scene.points
    #expect(Set(points).count == points.count)
    try scene.expectOneTaskAnEdit(after: "a clean pass")
    return (points, try scene.results())
  }

  private func die(
    at point: String, then sequel: Sequel, _ expected: [String: CrashScene.Result]
  ) async throws {
    let scene = try CrashScene()
    let comment = "\(point), \(sequel)"
    let first = try await scene.run(upTo: point)
    #expect(first.ending == .signal(SIGKILL), "\(comment): \(first.ending)")
    let second = try await scene.start("kedit", sequel.arguments)
    let error = String(decoding: second.errorOutput, as: UTF8.self)
    // Nothing was begun, or nothing was left: then there is nothing to resume.
    if sequel == .resume, error.contains("there is no run to go on with") {
      #expect(second.succeeded)
      let last = try await scene.start("kedit", CrashScene.runArguments)
      #expect(last.succeeded, "\(comment): \(String(decoding: last.errorOutput, as: UTF8.self))")
    } else {
      #expect(second.succeeded, "\(comment): \(error)")
    }
    try scene.expectOneTaskAnEdit(after: comment)
    let results = try scene.results()
    #expect(results.keys.sorted() == expected.keys.sorted(), "\(comment)")
    for (name, result) in expected where results[name] != result {
      Issue.record("\(comment): \(name) is \(results[name].map(\.description) ?? "missing")")
    }
  }
}
