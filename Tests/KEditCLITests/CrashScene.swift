import KEditCLI
import KlingSimulator
import OrderedJSON
import PosixFiles
import Programs
import TestSupport
import Testing

/// A folder and a service that outlive the programs that run in the one and call the other.
struct CrashScene {
  /// Five edits: one of an address, and two that go on with its result; one of a file; one that adds.
  static let spec = """
    video "https://example.com/a.mp4"
    image corgi = "corgi.png"

    remove "the chick" at frame last point (0.77, 0.30) at 1.5s point (0.7, 0.3) as clean
    then swap "the dog" for "a corgi" from corgi at frame 0 point (0.1, 0.1) as swapped
      watermark on
    then remove "the hen" at frame 0 point (0.2, 0.2) as rest

    video farm = "farm.mp4"
    remove "the cat" in farm at frame 0 points (0.5, 0.5) (0.6, 0.6) as local
      preview on
    add "a corgi" from corgi in farm as added

    """
  static let edits = ["clean", "swapped", "rest", "local", "added"]
  /// 3 units for each: five seconds in the mode std.
  static let units = 15

  let scene: RunScene

  /// Tasks take less than the time between two looks unless they are told to, so that each is looked
  /// at once in every run.
  init(
    renderTime: Duration = .milliseconds(20),
    now: @escaping @Sendable () -> Int = millisecondsSince1970
  ) throws {
    scene = try RunScene(renderTime: renderTime, now: now)
    try scene.folder.write("a.kedit", Self.spec)
    try scene.folder.write("farm.mp4", PlainClip(seconds: 5).bytes)
    try scene.folder.write(
      "corgi.png", try FileSystem.read(ExampleTests.folder + "/media/corgi.png", limit: 1 << 20))
  }

  /// What the program is told of the world.
  private var environment: [String: String] {
    [
      "KEDIT_BASE_URL": scene.server.baseURL, "KEDIT_POLL_INTERVAL": "0.05",
      "KEDIT_UPLOAD_URL": String(scene.server.uploadURL.dropLast()),
      "KEDIT_STATE": scene.folder("state/journal.sqlite"), "PATH": "/nowhere",
    ]
  }

  /// Runs a program that was built with these tests, with `arguments`, and `input` to read.
  func start(
    _ program: String, _ arguments: [String], input: String = "",
    timeout: Duration = .seconds(60)
  ) async throws -> ChildProcess.Outcome {
    try await ChildProcess(
      "/bin/sh",
      [
        "-c", "cd '\(scene.folder.path)'; KLING_API_KEY=\(RunScene.key) exec \"$0\" \"$@\"",
        Path.join(Path.folder(of: Executable.path), program),
      ] + arguments, environment: environment, standardInput: Array(input.utf8),
      timeout: timeout
    ).run()
  }

  static let runArguments = ["run", "a.kedit", "--yes", "--output-dir", "out"]

  /// `kedit` with these arguments up to a point, or, with `nil`, to its end.
  func run(
    _ arguments: [String] = Self.runArguments, input: String = "", upTo point: String?
  ) async throws -> ChildProcess.Outcome {
    try await start(
      "CrashingProgram", [scene.folder("points"), point ?? "-"] + arguments, input: input)
  }

  /// Every point that runs so far came by, in order.
  var points: [String] {
    get throws {
      let bytes = try FileSystem.read(scene.folder("points"), limit: 1 << 24)
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  func expectOneTaskAnEdit(after comment: String) throws {
    let ledger = try scene.server.ledger()
    #expect(ledger.tasks.count == Self.edits.count, "\(comment)")
    #expect(Set(ledger.tasks.map(\.externalID)).count == Self.edits.count, "\(comment)")
    #expect(ledger.unitsCharged == Self.units, "\(comment)")
  }

  /// What lies in the output folder, without what differs from run to run.
  func results() throws -> [String: Result] {
    var results: [String: Result] = [:]
    for name in try FileSystem.list(scene.folder("out")) {
      let bytes = try FileSystem.read(scene.folder("out/" + name), limit: 1 << 24)
      results[name] =
        name.hasSuffix(".json") ? .json(Self.stable(try JSON.parse(bytes))) : .bytes(bytes)
    }
    return results
  }

  /// How many edits have their video and the file that says how it was made.
  var resultCount: Int {
    get throws {
      let names = Set(try FileSystem.list(scene.folder("out")))
      return Self.edits.count { names.contains("\($0).mp4") && names.contains("\($0).json") }
    }
  }

  enum Result: Hashable, CustomStringConvertible {
    case bytes([UInt8])
    case json(JSON)

    var description: String {
      switch self {
      case .bytes(let bytes): "\(bytes.count) bytes"
      case .json(let json): json.text()
      }
    }
  }

  /// Ids and times are the service's, and only their being there counts.
  private static func stable(_ json: JSON) -> JSON {
    switch json {
    case .object(let object):
      var copy = JSONObject()
      for member in object.members {
        let isOther = ["session_id", "task_id", "video_id", "created_at", "updated_at"].contains(
          member.key)
        copy[member.key] = isOther ? .string("…") : stable(member.value)
      }
      return .object(copy)
    case .array(let values): return .array(values.map(stable))
    default: return json
    }
  }
}
