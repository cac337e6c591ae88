import KlingSimulator
import OrderedJSON
import PosixFiles
import Programs
import TestSupport
import Testing

/// A result that an earlier run made, about to be made anew.
struct OlderResultScene {
  let scene: CrashScene
  private let olderTask: String

  init() async throws {
    scene = try CrashScene()
    try scene.scene.folder.write(
      "one.kedit", RunScene.one.replacing(" as clean", with: " as clean watermark on"))
    let first = try await scene.start("kedit", Self.arguments)
    #expect(first.succeeded, "\(String(decoding: first.errorOutput, as: UTF8.self))")
    olderTask = try #require(try scene.scene.server.ledger().tasks.first?.id)
  }

  private static let arguments = ["run", "one.kedit", "--yes", "--output-dir", "out"]

  /// Makes everything anew up to a point, or, with `nil`, to the end.
  func run(upTo point: String?) async throws -> ChildProcess.Outcome {
    try await scene.run(Self.arguments + ["--fresh"], upTo: point)
  }

  var points: [String] { get throws { try scene.points } }

  /// One task more was made, and its result and the older one lie there, each with what says how it was
  /// made.
  func expectBothResults(after comment: String) throws {
    let ledger = try scene.scene.server.ledger()
    #expect(ledger.tasks.count == 2, "\(comment)")
    #expect(ledger.unitsCharged == 6, "\(comment)")
    let newer = try #require(ledger.tasks.last?.id)
    let older = "clean.\(olderTask)"
    let files = ["clean", older].flatMap { ["\($0).mp4", "\($0).watermarked.mp4", "\($0).json"] }
    #expect(try FileSystem.list(scene.scene.folder("out")) == files.sorted(), "\(comment)")
    for (name, task) in [("clean", newer), (older, olderTask)] {
      let bytes = try FileSystem.read(scene.scene.folder("out/\(name).json"), limit: 1 << 20)
      #expect(try JSON.parse(bytes)["task_id"]?.string == task, "\(comment): \(name)")
    }
  }
}
