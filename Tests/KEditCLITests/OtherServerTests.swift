import Glibc
import KEditCLI
import PosixFiles
import Programs
import Synchronization
import TestSupport
import Testing

/// kedit works with any server of the API: here a few lines that answer as a gateway does, under a
/// path prefix, with `data` as an array, the code as a string, and nothing that may be left out.
@Suite struct OtherServerTests {
  /// The smallest file that is an MP4 by its first bytes, and then some.
  private static let video: [UInt8] =
    [0, 0, 0, 24] + Array("ftypisom".utf8) + [0, 0, 2, 0] + Array("isomiso2".utf8)
    + [UInt8](repeating: 7, count: 5_000)

  private static func serve(_ created: Recorded<String>) throws -> LoopbackServer {
    let address = Recorded<String>()
    let server = try LoopbackServer { request in
      let api = "/kling/v1/videos/multi-elements"
      if request.path == "/files/result.mp4" {
        guard request.header("Authorization") == nil else { return .status(403) }
        return .status(200, headers: [("Content-Type", "video/mp4")], body: video)
      }
      guard request.header("Authorization") == "Bearer gateway-key" else { return .status(401) }
      switch (request.method, request.path) {
      case ("POST", api + "/init-selection"):
        return answer(
          #"{"status":0,"session_id":"s-1","fps":24.0,"original_duration":4800,"width":1920,"#
            + #""height":1080,"total_frame":115,"normalized_video":""}"#)
      case ("POST", api + "/add-selection"):
        return answer(
          #"{"status":0,"session_id":"s-1","res":{"frame_index":0,"rle_mask_list":[]}}"#)
      case ("POST", api):
        created.append(request.text)
        return answer(#"{"task_id":"t-1","task_status":"submitted","created_at":1,"updated_at":1}"#)
      case ("GET", api + "/t-1"):
        let url = address.values.first ?? ""
        return answer(
          #"{"task_id":"t-1","task_status":"succeed","task_result":{"videos":[{"id":"v-1","#
            + "\"url\":\"\(url)/files/result.mp4\",\"duration\":\"5.1\"}]}}")
      case ("GET", _):
        return .json(400, #"{"code":"1201","message":"no such task"}"#)
      default:
        return .status(404)
      }
    }
    address.append(server.url)
    return server
  }

  private static func answer(_ data: String) -> LoopbackServer.Answer {
    .json(200, #"{"code":"0","message":"SUCCEED","data":[\#(data)]}"#)
  }

  @Test func theProgramNeedsNothingButAddressAndKey() async throws {
    let temporary = try TemporaryFolder()
    let created = Recorded<String>()
    let server = try Self.serve(created)
    let spec = """
      video "https://example.com/clip.mp4"
      remove "the chick" at 1.5s point (0.77, 0.30) as clean
      """
    try temporary.write("spec.kedit", spec)
    let outcome = try await ChildProcess(
      "/bin/sh",
      [
        "-c", "KLING_API_KEY=gateway-key exec \"$0\" \"$@\"", Executable.path, "run",
        "\(temporary.path)/spec.kedit", "--yes", "--base-url", "\(server.url)/kling",
        "--poll-interval", "0.05", "--output-dir", temporary.path,
      ],
      environment: ["HOME": temporary.path], timeout: .seconds(60)
    ).run()
    let error = String(decoding: outcome.errorOutput, as: UTF8.self)
    #expect(outcome.succeeded, "\(error)")
    let path = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n").last
    #expect(path.map(String.init) == "\(temporary.path)/clean.mp4")
    #expect(try FileSystem.read("\(temporary.path)/clean.mp4", limit: 1 << 20) == Self.video)
    #expect(created.values.count == 1)
    #expect(!error.contains("gateway-key"))
    let body = try #require(created.values.first)
    #expect(body.contains(#""session_id":"s-1","edit_mode":"removal""#))
    #expect(
      server.requests.filter { $0.path.hasSuffix("add-selection") }.map(\.text) == [
        #"{"session_id":"s-1","frame_index":36,"points":[{"x":0.77,"y":0.3}]}"#
      ])
  }
}

/// The program as it was built beside these tests.
enum Executable {
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return Path.join(Path.folder(of: own), "kedit")
  }()
}

/// Values that a server's threads put down for a test.
final class Recorded<Value: Sendable>: Sendable {
  private let state = Mutex<[Value]>([])

  var values: [Value] { state.withLock { $0 } }

  func append(_ value: Value) { state.withLock { $0.append(value) } }
}
