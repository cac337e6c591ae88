import CurlTransport
import Glibc
import KlingAPI
import KlingSimulator
import MediaFacts
import OrderedJSON
import PosixFiles
import Synchronization
import TestSupport
import Testing

/// The simulator behind its socket, with the machine's own clock and `ffprobe`, and no studio.
@Suite struct ServerTests {
  private let folder: TemporaryFolder
  private let transport = CurlTransport(userAgent: "test")

  init() throws {
    folder = try TemporaryFolder()
  }

  private func server(
    latency: Duration = .zero,
    onRequest: @escaping @Sendable (ServiceRequest) -> Void = { _ in }
  ) throws -> SimulatorServer {
    var surroundings = SimulatorSurroundings.system(environment: environment, notice: { _ in })
    surroundings.leaveOutStudio()
    return try SimulatorServer(
      stateFolder: folder.path,
      configuration: SimulatorConfiguration(
        accounts: [SimulatedAccount(apiKeys: ["key"])], queueTime: .zero, renderTime: .zero,
        latency: latency),
      surroundings: surroundings, onRequest: onRequest)
  }

  private var environment: [String: String] {
    ["PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"]
  }

  private func post(
    _ server: SimulatorServer, _ call: String, _ body: String
  ) async throws -> JSON {
    let path = "/v1/videos/multi-elements" + (call.isEmpty ? "" : "/\(call)")
    let response = try await transport.send(
      HTTPRequest(
        .post, server.baseURL + path,
        headers: [("Authorization", "Bearer key"), ("Content-Type", "application/json")],
        body: .bytes(Array(body.utf8))))
    return try JSON.parse(response.body)
  }

  @Test func `An upload becomes a session, a task and a result that downloads in parts`()
    async throws
  {
    let server = try server()
    let clip = PlainClip(seconds: 5).bytes
    let put = try await transport.send(
      HTTPRequest(.put, server.uploadURL + "clip.mp4", body: .bytes(clip)))
    #expect(put.head.status == 201)

    let session = try await post(
      server, "init-selection", #"{"video_url": "\#(server.uploadURL)clip.mp4"}"#)
    #expect(session["data"]?["status"]?.int == 0, "\(session.text())")
    #expect(session["data"]?["original_duration"]?.int == 5000)
    #expect(session["data"]?["total_frame"]?.int == 150)
    let id = try #require(session["data"]?["session_id"]?.string)
    _ = try await post(
      server, "add-selection",
      #"{"session_id": "\#(id)", "frame_index": 149, "points": [{"x": 0.5, "y": 0.5}]}"#)
    let created = try await post(server, "", CreateBody(session: id).text)
    let task = try #require(created["data"]?["task_id"]?.string)

    let get = try await transport.send(
      HTTPRequest(
        .get, server.baseURL + "/v1/videos/multi-elements/\(task)",
        headers: [("Authorization", "Bearer key")]))
    let videos = try JSON.parse(get.body)["data"]?["task_result"]?["videos"]?.array
    let url = try #require(videos?.first?["url"]?.string)
    #expect(url.hasPrefix(server.baseURL + "/media/"))
    let part = try await transport.send(HTTPRequest(.get, url, headers: [("Range", "bytes=4-7")]))
    #expect(part.head.status == 206)
    #expect(part.head.header("Content-Type") == "video/mp4")
    #expect(part.body == Array("ftyp".utf8))
    #expect(try await transport.send(HTTPRequest(.get, url)).body == clip)
    server.stop()
  }

  @Test func `Requests are handed over as they arrived, in order`() async throws {
    let requests = Mutex<[ServiceRequest]>([])
    let server = try server { request in requests.withLock { $0.append(request) } }
    let body = #"{ "session_id":"${base64(/etc/passwd)}" }"#
    _ = try await post(server, "clear-selection", body)
    _ = try await transport.send(
      HTTPRequest(.get, server.baseURL + "/v1/videos/multi-elements?pageNum=2&pageSize=%35"))
    server.stop()
    let seen = requests.withLock { $0 }
    #expect(seen.map(\.method) == ["POST", "GET"])
    #expect(seen[0].path == "/v1/videos/multi-elements/clear-selection")
    #expect(seen[0].bytes == Array(body.utf8))
    #expect(seen[0].header("Authorization") == "Bearer key")
    #expect(seen[1].query == [.init("pageNum", "2"), .init("pageSize", "5")])
  }

  @Test func `An upload with a key is refused and leaves nothing behind`() async throws {
    let server = try server()
    let put = try await transport.send(
      HTTPRequest(
        .put, server.uploadURL + "clip.mp4", headers: [("Authorization", "Bearer key")],
        body: .bytes(PlainClip(seconds: 5).bytes)))
    #expect(put.head.status == 403)
    server.stop()
    #expect(try FileSystem.list(folder("media")) == [])
  }

  @Test func `A server on another port goes on with the same state`() async throws {
    let first = try server()
    let session = try await post(
      first, "init-selection", #"{"video_url": "https://example.com/a-10s.mp4"}"#)
    #expect(session["data"]?["original_duration"]?.int == 10_000, "\(session.text())")
    let id = try #require(session["data"]?["session_id"]?.string)
    first.stop()
    let second = try server()
    let cleared = try await post(second, "clear-selection", #"{"session_id": "\#(id)"}"#)
    #expect(cleared["code"]?.int == 0)
    second.stop()
  }

  @Test func `Every answer is held back as long as was asked`() async throws {
    let server = try server(latency: .milliseconds(40))
    let time = try await ContinuousClock().measure {
      _ = try await post(server, "clear-selection", "{}")
    }
    #expect(time >= .milliseconds(40))
    server.stop()
  }

  @Test func `A body that is too long is refused`() async throws {
    let server = try server()
    let response = try await transport.send(
      HTTPRequest(
        .post, server.baseURL + "/v1/videos/multi-elements",
        body: .bytes([UInt8](repeating: 0x20, count: 65 << 20))))
    #expect(response.head.status == 413)
    #expect(response.head.header("X-Simulator-Rule") == "body-size")
    #expect(try JSON.parse(response.body)["code"]?.int == 1200)
    server.stop()
  }
}
