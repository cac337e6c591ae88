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

  /// Where the gate has no time for all: `.ci/extra` says `all`.
  private static let takesAll = getenv("KEDIT_CRASH_POINTS").map { String(cString: $0) } == "all"

  @Test("At every point of a run a kill costs nothing and loses nothing")
  func everyPoint() async throws {
    let (points, expected) = try await cleanPass()
    let scenes = points.enumerated().flatMap { index, point in
      let sequels = Self.takesAll ? Sequel.allCases : [Sequel.allCases[index % 2]]
      return sequels.map { (point, $0) }
    }
    var reached: Set<String> = []
    try await withThrowingTaskGroup(of: String.self) { group in
      var rest = scenes[...]
      func startNext() {
        guard let (point, sequel) = rest.popFirst() else { return }
        group.addTask {
          try await die(at: point, then: sequel, expected)
          return point
        }
      }
      for _ in 0..<3 { startNext() }
      while let point = try await group.next() {
        reached.insert(point)
        startNext()
      }
    }
    print("killed at \(reached.count) points of \(points.count)")
    #expect(reached == Set(points))
  }

  @Test("A process that is killed again and again comes to the end", arguments: [67, 101, 128])
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
