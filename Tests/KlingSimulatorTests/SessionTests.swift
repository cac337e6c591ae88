import KlingSimulator
import MediaFacts
import OrderedJSON
import PosixFiles
import Testing

@Suite struct SessionTests {
  @Test func `A session tells what the video is`() async throws {
    let scene = try Scene()
    scene.probe(.facts(.video(width: 720, height: 1280, rate: Rational(24, 1), milliseconds: 7042)))
    let response = await scene.post("init-selection", #"{"video_url": "https://example.com/v"}"#)
    let data = try #require(response.json?["data"])
    #expect(data["fps"]?.number?.text == "24.0")
    #expect(data["original_duration"]?.int == 7042)
    #expect(data["width"]?.int == 720)
    #expect(data["height"]?.int == 1280)
    #expect(data["total_frame"]?.int == 169)
    let url = try #require(data["normalized_video"]?.string)
    #expect(await scene.fetch(url).status == 200)
  }

  @Test(arguments: [2000, 5000, 7000, 10_000])
  func `A video of a bordering length is taken`(milliseconds: Int) async throws {
    let scene = try Scene()
    _ = try await scene.session(of: .facts(.video(milliseconds: milliseconds)))
  }

  @Test(arguments: [(720, 2160), (2160, 720)], [24, 30, 60])
  func `A video of a bordering size and every rate is taken`(
    size: (Int, Int), rate: Int
  ) async throws {
    let video = VideoFacts.video(width: size.0, height: size.1, rate: Rational(rate, 1))
    _ = try await Scene().session(of: .facts(video))
  }

  @Test(arguments: [
    "https://example.com/a.MP4?sign=x.y", "http://8.8.8.8/a.mov", "http://172.32.0.1/a.mov",
    "https://[2001:4860:4860::8888]:8443/a.mp4", "https://example.com/a%2Emp4",
  ])
  func `A public URL is stood in for, whatever its spelling`(url: String) async throws {
    let scene = try Scene()
    let response = await scene.post("init-selection", #"{"video_url": "\#(url)"}"#)
    #expect(response.json?["code"]?.int == 0)
    #expect(scene.notices.contains { $0.contains("stands in") })
  }

  @Test func `An upload is a source, and stays what it was when its name is used again`()
    async throws
  {
    let scene = try Scene()
    let first = await scene.upload("my clip.mp4", Array("first".utf8))
    #expect(first.status == 201)
    let url = try #require(first.json?["url"]?.string)
    #expect(url == "http://127.0.0.1:4711/uploads/my%20clip.mp4")
    let response = await scene.post("init-selection", #"{"video_url": "\#(url)"}"#)
    let video = try #require(response.json?["data"]?["normalized_video"]?.string)
    #expect(await scene.upload("my clip.mp4", Array("second".utf8)).status == 200)
    #expect(try await scene.content(of: video) == Array("first".utf8))
    #expect(try await scene.content(of: "/uploads/my clip.mp4") == Array("second".utf8))
  }

  @Test func `A result is a source by its id, and may run a little over`() async throws {
    let scene = try Scene()
    let id = try await scene.resultID()
    scene.probe(.facts(.video(milliseconds: 5100)))
    let response = await scene.post("init-selection", #"{"video_id": "\#(id)"}"#)
    #expect(response.json?["data"]?["status"]?.int == 0)
    let session = try #require(response.json?["data"]?["session_id"]?.string)
    _ = await scene.add(session, frame: 0, points: #"[{"x": 0, "y": 1}]"#)
    #expect(await scene.post("", CreateBody(session: session).text).json?["code"]?.int == 0)
  }

  @Test func `Without a probe a video is taken for a sound one, and that is said once`()
    async throws
  {
    let scene = try Scene()
    _ = try await scene.session(of: .unavailable)
    _ = try await scene.session(of: .unavailable)
    #expect(scene.notices.filter { $0.contains("ffprobe") }.count == 1)
    let response = await scene.post("init-selection", #"{"video_url": "https://a.com/x-10s.mp4"}"#)
    #expect(response.json?["data"]?["original_duration"]?.int == 10_000)
    _ = await scene.upload("notes.mp4", Array("not a video".utf8))
    let notes = await scene.post(
      "init-selection", #"{"video_url": "http://127.0.0.1:4711/uploads/notes.mp4"}"#)
    #expect(notes.header(ServiceResponse.ruleHeader) == "video-format")
  }

  @Test func `Without a probe a result is what the video was that it was made of`() async throws {
    let scene = try Scene()
    let facts = VideoFacts.video(width: 720, height: 1280, milliseconds: 10_000)
    let session = try await scene.session(of: .facts(facts))
    _ = await scene.add(session, frame: 0, points: #"[{"x": 0, "y": 1}]"#)
    let body = CreateBody(session: session).with("duration", #""10""#)
    let task = try #require(await scene.post("", body.text).json?["data"]?["task_id"]?.string)
    scene.pass(.seconds(4))
    let videos = await scene.get(task).json?["data"]?["task_result"]?["videos"]
    let id = try #require(videos?.array?.first?["id"]?.string)
    scene.probe(.unavailable)
    let data = await scene.post("init-selection", #"{"video_id": "\#(id)"}"#).json?["data"]
    #expect(data?["original_duration"]?.int == 10_000)
    #expect(data?["total_frame"]?.int == 300)
    #expect(data?["height"]?.int == 1280)
  }

  @Test(arguments: ["../state.sqlite", "a/../b.mp4", "./a.mp4", ".."])
  func `A name that no URL can carry is not taken for an upload`(name: String) async throws {
    let scene = try Scene()
    #expect(await scene.upload(name).status == 400)
  }

  @Test func `Ten frames with ten points each are taken`() async throws {
    let scene = try Scene()
    let session = try await scene.session()
    let points = (0..<10).map { #"{"x": \#(Double($0) / 10), "y": 1}"# }.joined(separator: ", ")
    for frame in 140..<150 {
      let response = await scene.add(session, frame: frame, points: "[\(points)]")
      #expect(response.json?["code"]?.int == 0)
    }
  }

  @Test func `A frame whose last point is deleted leaves room for another`() async throws {
    let scene = try Scene()
    let session = try await scene.session()
    for frame in 0..<10 {
      _ = await scene.add(session, frame: frame, points: #"[{"x": 0.1, "y": 0.5}]"#)
    }
    let deleted = await scene.delete(from: session, frame: 3, x: "1e-1")
    #expect(deleted.json?["data"]?["res"]?["rle_mask_list"] == [])
    let added = await scene.add(session, frame: 10, points: #"[{"x": 0.1, "y": 0.5}]"#)
    #expect(added.json?["code"]?.int == 0)
  }

  @Test func `A session that was cleared has no selection`() async throws {
    let scene = try Scene()
    let session = try await scene.markedSession()
    _ = await scene.post("clear-selection", #"{"session_id": "\#(session)"}"#)
    let response = await scene.post("", CreateBody(session: session).text)
    #expect(response.header(ServiceResponse.ruleHeader) == "selection-needed")
  }
}

extension Scene {
  /// The bytes of the file behind a URL or a path of the simulator's.
  func content(of url: String) async throws -> [UInt8] {
    let response =
      url.hasPrefix("/") ? await send(ServiceRequest("GET", url)) : await fetch(url)
    guard case .file(let path) = response.body else {
      Issue.record("\(url) is no file: \(response.body)")
      return []
    }
    return try FileSystem.read(path, limit: 1 << 24)
  }
}
