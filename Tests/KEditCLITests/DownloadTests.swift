import Glibc
import KEditCLI
import OrderedJSON
import PosixFiles
import Programs
import TestSupport
import Testing

/// Results that come over a line that breaks, as the program fetches them and as they lie on the disk.
@Suite("Downloads") struct DownloadTests {
  /// Begins as an MP4 does, and no part of it is like another.
  private static let video: [UInt8] =
    [0, 0, 0, 24] + Array("ftypisom".utf8)
    + (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
  private static let tag = (name: "ETag", value: "\"v1\"")

  /// Runs the program against a service whose files are answered by `files`, asked with the number of
  /// the request for a file, counted from 0.
  private struct Scene {
    let folder: TemporaryFolder
    let server: LoopbackServer
    let fetches = Recorded<LoopbackServer.Request>()

    init(
      _ files:
        @escaping @Sendable (Int, LoopbackServer.Request) -> LoopbackServer.Answer
    ) throws {
      folder = try TemporaryFolder()
      let fetches = fetches
      server = try LoopbackServer { request in
        if request.path.hasPrefix("/files/") {
          fetches.append(request)
          return files(fetches.values.count - 1, request)
        }
        return Self.answer(request)
      }
      try folder.write(
        "a.kedit",
        """
        video "https://example.com/clip.mp4"
        remove "the chick" at 1.5s point (0.77, 0.30) as clean

        """)
    }

    private static func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
      let api = "/v1/videos/multi-elements"
      let data: String
      switch (request.method, request.path) {
      case ("POST", api + "/init-selection"):
        data =
          #"{"status":0,"session_id":"s-1","fps":24.0,"original_duration":4800,"width":1920,"#
          + #""height":1080,"total_frame":115}"#
      case ("POST", api + "/add-selection"): data = #"{"status":0,"session_id":"s-1"}"#
      case ("POST", api): data = #"{"task_id":"t-1","task_status":"submitted"}"#
      case ("GET", api + "/t-1"):
        data =
          #"{"task_id":"t-1","task_status":"succeed","final_unit_deduction":"3","#
          + #""task_result":{"videos":[{"id":"v-1","url":"http://"#
          + (request.header("Host") ?? "") + #"/files/1.mp4?signature=SECRET"}]}}"#
      case ("GET", _): return .json(400, #"{"code":1201,"message":"no such task"}"#)
      default: return .status(404)
      }
      return .json(200, #"{"code":0,"message":"SUCCEED","data":\#(data)}"#)
    }

    var ranges: [String] { fetches.values.map { $0.header("Range") ?? "all" } }

    var command: String {
      "exec '\(Executable.path)' run a.kedit --yes --base-url \(server.url) "
        + "--poll-interval 0.01 --output-dir out"
    }

    func process(_ script: String) -> ChildProcess {
      ChildProcess(
        "/bin/sh", ["-c", "export KLING_API_KEY=k; cd '\(folder.path)'; " + script],
        environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"],
        timeout: .seconds(60))
    }
  }

  /// The rest that was asked for, breaking off with a reset after `bytes` of it.
  private static func rest(
    _ request: LoopbackServer.Request, breakingAfter bytes: Int? = nil
  ) -> LoopbackServer.Answer {
    let first = request.header("Range").flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
    let rest = Array(video[first...])
    let range = (name: "Content-Range", value: "bytes \(first)-\(video.count - 1)/\(video.count)")
    let head = LoopbackServer.Answer.head(
      first > 0 ? 206 : 200,
      [tag, ("Content-Length", String(rest.count))] + (first > 0 ? [range] : []))
    return LoopbackServer.Answer(
      [.send(head), .send(Array(rest.prefix(bytes ?? rest.count)))], keepsConnection: bytes == nil)
  }

  @Test("A line that breaks again and again brings the file, byte for byte")
  func breaks() async throws {
    let scene = try Scene { index, request in
      switch index {
      case 0: Self.rest(request, breakingAfter: 1_000_000)
      case 1: Self.rest(request, breakingAfter: 500_000)
      case 2: .status(403)
      default: Self.rest(request)
      }
    }
    let outcome = try await scene.process(scene.command).run()
    let error = String(decoding: outcome.errorOutput, as: UTF8.self)
    #expect(outcome.succeeded, "\(error)")
    #expect(scene.ranges == ["all", "bytes=1000000-", "bytes=1500000-", "bytes=1500000-"])
    for request in scene.fetches.values {
      #expect(request.header("Accept-Encoding") == "identity")
      #expect(request.header("Authorization") == nil)
      #expect(request.header("If-Range") == (request.header("Range") == nil ? nil : "\"v1\""))
    }
    #expect(try FileSystem.read(scene.folder("out/clean.mp4"), limit: 1 << 24) == Self.video)
    #expect(try FileSystem.list(scene.folder("out")) == ["clean.json", "clean.mp4"])
    #expect(error.contains("again in"))

    let sidecar = scene.folder("out/clean.json")
    #expect(try FileSystem.status(of: sidecar).mode == 0o600)
    let text = try FileSystem.read(sidecar, limit: 1 << 20)
    #expect(!String(decoding: text, as: UTF8.self).contains("SECRET"))
    #expect(try JSON.parse(text)["session_id"] == "s-1")
  }

  @Test("A process that is killed in the middle of a download leaves nothing behind")
  func kill() async throws {
    let (arrived, never) = (Gate(), Gate())
    let scene = try Scene { _, request in
      var answer = Self.rest(request, breakingAfter: 2_500_000)
      answer.steps += [.open(arrived), .wait(never)]
      return answer
    }
    let process = scene.process(
      "mkdir out; \(scene.command.dropFirst(5)) & echo $! > pid; wait $!")
    async let outcome = {
      // Where it ends by itself the test fails, and does not wait for ever.
      defer { arrived.open() }
      return try await process.run()
    }()
    await arrived.passed()
    let pid = String(decoding: try FileSystem.read(scene.folder("pid"), limit: 99), as: UTF8.self)
    let number = try #require(pid_t(pid.dropLast()))
    #expect(Glibc.kill(number, SIGKILL) == 0)
    #expect(try await outcome.ending == .exit(128 + SIGKILL))
    #expect(try FileSystem.list(scene.folder("out")).isEmpty)
  }

  @Test("A file that may not grow any more is an error that says what is needed")
  func noRoom() async throws {
    let scene = try Scene { _, request in Self.rest(request) }
    let outcome = try await scene.process("ulimit -f 1000; " + scene.command).run()
    #expect(outcome.ending == .exit(ExitCode.localFile.rawValue))
    let error = String(decoding: outcome.errorOutput, as: UTF8.self)
    #expect(
      error.contains(
        "'out/clean.mp4' cannot be written: File too large; the file has \(Self.video.count) bytes")
    )
    #expect(error.contains("the next run fetches the result"))
    #expect(scene.ranges == ["all"])
    #expect(try FileSystem.list(scene.folder("out")).isEmpty)
  }

  @Test("A page instead of the video never becomes the result")
  func page() async throws {
    let scene = try Scene { index, request in
      index < 2
        ? .status(
          200, headers: [("Content-Type", "text/html")], body: Array("<html>busy</html>".utf8))
        : Self.rest(request)
    }
    let outcome = try await scene.process(scene.command).run()
    #expect(outcome.succeeded)
    #expect(try FileSystem.read(scene.folder("out/clean.mp4"), limit: 1 << 24) == Self.video)
  }
}
