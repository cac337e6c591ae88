import CurlTransport
import KEditCLI
import KlingAPI
import KlingSimulator
import PosixFiles
import Synchronization
import TestSupport
import Testing

@Suite("kedit simulate")
struct SimulateCommandTests {
  @Test("What it prints is what a client needs", arguments: [false, true])
  func serves(withState: Bool) async throws {
    let folder = try TemporaryFolder()
    let interruptions = Interruptions()
    let printed = Gate()
    let text = Mutex("")
    let arguments = ["simulate"] + (withState ? ["--state", "my.sqlite"] : [])
    async let ended = kedit(
      arguments, in: folder.path, environment: ["XDG_STATE_HOME": folder.path],
      interruptions: interruptions
    ) { output in
      text.withLock { $0 += output }
      printed.open()
    }
    await printed.passed()
    var values: [String: String] = [:]
    for line in text.withLock({ $0 }).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      values[String(parts[0])] = String(parts[1])
    }
    let base = try #require(values["KEDIT_BASE_URL"])
    let upload = try #require(values["KEDIT_UPLOAD_URL"])
    let key = try #require(values["KLING_API_KEY"])
    let transport = CurlTransport(userAgent: "test")
    let list = try await transport.send(
      HTTPRequest(
        .get, base + "/v1/videos/multi-elements", headers: [("Authorization", "Bearer \(key)")]))
    #expect(list.head.status == 200)
    let put = try await transport.send(
      HTTPRequest(.put, upload + "a.mp4", body: .bytes(Array("video".utf8))))
    #expect(200...201 ~= put.head.status)

    interruptions.request()
    let run = await ended
    #expect(run.code == .done)
    let state = withState ? "my.simulator" : "kedit"
    #expect(try folder.names() == [state])
  }

  @Test("A port that is no port is refused", arguments: ["-1", "65536", "http", ""])
  func ports(port: String) async {
    let run = await kedit(["simulate", "--port=\(port)"])
    #expect(run.code == .usage)
  }

  @Test("A port in use and a folder that cannot be made are said")
  func failures() async throws {
    let scene = try RunScene()
    let taken = await kedit(
      ["simulate", "--port", "\(scene.server.port)"],
      environment: ["XDG_STATE_HOME": scene.folder.path])
    #expect(taken.code == .localFile)
    #expect(taken.error.contains("--port"))
    let folder = await kedit(["simulate"], environment: ["XDG_STATE_HOME": "/dev/null"])
    #expect(folder.code == .localFile)
  }

  @Test("A state that cannot be read is said, with what can be done about it")
  func unreadableState() async throws {
    let folder = try TemporaryFolder()
    try FileSystem.createFolders(folder("my.simulator"), mode: 0o700)
    try FileSystem.write(Array("no database at all".utf8), to: folder("my.simulator/state.sqlite"))
    let run = await kedit(["simulate", "--state", "my.sqlite", "--port", "0"], in: folder.path)
    #expect(run.code == .localFile)
    #expect(run.error.contains("name another journal with --state, or delete"))
    #expect(run.error.contains("my.simulator'"))
  }
}
