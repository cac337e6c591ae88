import KlingSimulator
import OrderedJSON
import TestSupport
import Testing

@testable import KEditCLI

/// What a session sends.
@Suite("The requests of kedit repl")
struct ReplWireTests {
  private static let media = ExampleTests.folder + "/media"

  /// Edits of all kinds, made with detours; the last of each is what was meant.
  private static let lines = [
    "video farm = \"\(media)/farm.mp4\"", "image hat = \"\(media)/hat.png\"",
    "image balloon = \"\(media)/balloon.png\"", "set negative \"blurry\"", "set mode pro",
    "mark (0.17, 0.83)", "mark 48 (0.24, 0.82) (0.9, 0.1)", "unmark 48 (0.9, 0.1)",
    "mark 1.5s (222px, 600px)", "undo", "mark frame last (41%, 82%)", "unmark frame 0", "undo",
    "remove \"the chick\" in farm as clean", "mode std", "duration auto", "duration 5",
    "prompt Delete {target}, \"softly\", from {video}", "preview", "submit", "wait",
    "swap \"the cap\" for \"a hat\" from hat in farm at frame 3 points (0.2, 0.2) (0.3, 0.3)",
    "save \"hats/one\"", "submit", "wait",
    "then add \"a balloon\" from balloon and \"a hat\" from hat onto \"the roof\"", "submit",
    "wait",
    "save made.kedit",
  ]

  @Test("The saved file makes the same requests, under the same ids")
  func savedFile() async throws {
    let temporary = try TemporaryFolder()
    let typed = try Service(in: temporary, "typed")
    let session = await kedit(
      ["repl", "--yes"], in: temporary.path,
      lines: AsyncStream { stream in
        for line in Self.lines { stream.yield(.text(line)) }
        stream.finish()
      }, environment: typed.environment)
    #expect(session.code == .done, "\(session.error)")
    let saved = try Service(in: temporary, "saved")
    let run = await kedit(
      ["run", "made.kedit", "--yes", "--parallel", "1", "--output-dir", "out"],
      in: temporary.path, environment: saved.environment)
    #expect(run.code == .done, "\(run.error)")

    let (first, second) = (try typed.creations(), try saved.creations())
    try #require(first.count == 3)
    #expect(first.map(\.body) == second.map(\.body))
    #expect(first.map(\.marks) == second.map(\.marks))
    #expect(first.map(\.marks.count) == [3, 1, 0])
    let body = first[0].body
    #expect(body["prompt"] == #"Delete the chick, "softly", from <<<video_1>>>"#)
    #expect(body["mode"] == "std" && body["duration"] == "5")
    #expect(first.map { $0.body["image_list"]?.array?.count ?? 0 } == [0, 1, 2])
    for creation in first {
      #expect(creation.body["external_task_id"]?.string?.hasPrefix("kedit-") == true)
    }
  }

  @Test("Every call of the service can be made from a session")
  func everyCall() async throws {
    let scene = try RunScene()
    let run = await scene.repl(
      RunScene.marked + [
        "mark 3 (0.5, 0.5)", "unmark 3", "clear", "undo", "preview", "submit", "wait", "tasks",
      ], "--yes")
    #expect(run.code == .done, "\(run.error)")
    let id = try #require(run.output.split(separator: "\n").last?.split(separator: " ").first)
    #expect(await scene.repl(["tasks \(id)"]).output.hasPrefix("\(id): succeed\n"))
    let base = "/v1/videos/multi-elements"
    let seen = Set(scene.seen)
    for call in [
      "init-selection", "add-selection", "delete-selection", "clear-selection",
      "preview-selection",
    ] {
      #expect(seen.contains("POST \(base)/\(call)"), "\(call)")
    }
    #expect(scene.createCount == 1)
    #expect(seen.contains("GET \(base)") && seen.contains("GET \(base)/\(id)"))
  }
}

/// A service of its own, that keeps what it was asked.
private final class Service: Sendable {
  private let recorder: Recorder
  private let server: SimulatorServer
  let environment: Environment

  init(in folder: TemporaryFolder, _ name: String) throws {
    let recorder = Recorder()
    var surroundings = SimulatorSurroundings.system(environment: [:], notice: { _ in })
    surroundings.leaveOutStudio()
    server = try SimulatorServer(
      stateFolder: folder("\(name)/simulator"), port: 0,
      configuration: SimulatorConfiguration(
        accounts: [SimulatedAccount(apiKeys: ["key"])], queueTime: .zero,
        renderTime: .milliseconds(10)),
      surroundings: surroundings,
      onRequest: { recorder.record($0) })
    self.recorder = recorder
    environment = Environment([
      "KLING_API_KEY": "key", "KEDIT_BASE_URL": server.baseURL,
      "KEDIT_UPLOAD_URL": server.uploadURL, "KEDIT_POLL_INTERVAL": "0.05",
      "XDG_STATE_HOME": folder("\(name)/state"),
    ])
  }

  deinit { server.stop() }

  /// A create call without its session, and the marks that stood in that one by then.
  struct Creation {
    let body: JSON
    /// The points of each frame, in the order in which they were added.
    let marks: [Int: [JSON]]
  }

  func creations() throws -> [Creation] {
    var marks: [String: [Int: [JSON]]] = [:]
    var creations: [Creation] = []
    for request in recorder.requests where request.method == "POST" {
      let body = try JSON.parse(request.body)
      let session = body["session_id"]?.string ?? ""
      let (frame, points) = (body["frame_index"]?.int ?? 0, body["points"]?.array ?? [])
      switch request.path.split(separator: "/").last {
      case "add-selection": marks[session, default: [:]][frame, default: []] += points
      case "delete-selection":
        let left = marks[session]?[frame]?.filter { !points.contains($0) } ?? []
        marks[session]?[frame] = left.isEmpty ? nil : left
      case "clear-selection": marks[session] = [:]
      case "multi-elements":
        guard case .object(var object) = body else { break }
        object["session_id"] = nil
        creations.append(Creation(body: .object(object), marks: marks[session] ?? [:]))
      default: break
      }
    }
    return creations
  }
}
