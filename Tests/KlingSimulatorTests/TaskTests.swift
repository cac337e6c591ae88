import KlingSimulator
import OrderedJSON
import Testing

@Suite struct TaskTests {
  @Test func `A task goes its way by the clock alone`() async throws {
    let scene = try Scene()
    let id = try await scene.task(externalID: "mine")
    let created = 1_700_000_000_000
    let course: [(Duration, String, Int)] = [
      (.zero, "submitted", created), (.milliseconds(999), "submitted", created),
      (.milliseconds(1), "processing", created + 1000),
      (.milliseconds(2999), "processing", created + 1000),
      (.milliseconds(1), "succeed", created + 4000), (.seconds(60), "succeed", created + 4000),
    ]
    for (time, status, updated) in course {
      scene.pass(time)
      let data = try #require(await scene.get(id).json?["data"])
      #expect(data["task_status"]?.string == status)
      #expect(data["created_at"]?.int == created)
      #expect(data["updated_at"]?.int == updated)
      #expect(data["task_info"]?["external_task_id"]?.string == "mine")
      #expect((data["task_result"]?["videos"]?.array?.isEmpty == false) == (status == "succeed"))
      #expect((data["final_unit_deduction"] != nil) == (status == "succeed"))
    }
  }

  @Test func `A task without an external id says so in task_info`() async throws {
    let scene = try Scene()
    let body = CreateBody(session: try await scene.markedSession()).without("external_task_id")
    let data = await scene.post("", body.text).json?["data"]
    #expect(data?["task_info"] == ["external_task_id": ""])
    let task = try #require(data?["task_id"]?.string)
    #expect(await scene.get(task).json?["data"]?["task_info"] == ["external_task_id": ""])
  }

  @Test func `A task is found by either of its ids`() async throws {
    let scene = try Scene()
    let id = try await scene.task(externalID: "kedit/1 ü")
    #expect(await scene.get("kedit/1 ü").json?["data"]?["task_id"]?.string == id)
    #expect(await scene.get(id).json?["data"]?["task_id"]?.string == id)
  }

  @Test(arguments: [
    ("std", 5000, "5", "3"), ("std", 10_000, "10", "6"), ("pro", 5000, "5", "5"),
    ("pro", 10_000, "10", "10"),
  ])
  func `The price depends on mode and duration`(
    mode: String, milliseconds: Int, duration: String, units: String
  ) async throws {
    let scene = try Scene()
    let session = try await scene.session(of: .facts(.video(milliseconds: milliseconds)))
    _ = await scene.add(session, frame: 0, points: #"[{"x": 0, "y": 0}]"#)
    let body = CreateBody(session: session)
      .with("mode", #""\#(mode)""#).with("duration", #""\#(duration)""#)
    let id = try #require(await scene.post("", body.text).json?["data"]?["task_id"]?.string)
    scene.pass(.seconds(4))
    #expect(await scene.get(id).json?["data"]?["final_unit_deduction"]?.string == units)
  }

  @Test func `A result downloads without a key, and with a watermark where one was asked for`()
    async throws
  {
    let scene = try Scene()
    _ = await scene.upload("a.mp4", Array("film".utf8))
    let response = await scene.post(
      "init-selection", #"{"video_url": "http://127.0.0.1:1/uploads/a.mp4"}"#)
    let session = try #require(response.json?["data"]?["session_id"]?.string)
    _ = await scene.add(session, frame: 0, points: #"[{"x": 0, "y": 0}]"#)
    let body = CreateBody(session: session).with("watermark_info", #"{"enabled": true}"#)
    let id = try #require(await scene.post("", body.text).json?["data"]?["task_id"]?.string)
    scene.pass(.seconds(4))
    let data = try #require(await scene.get(id).json?["data"])
    #expect(data["watermark_info"]?["enabled"]?.bool == true)
    let video = try #require(data["task_result"]?["videos"]?.array?.first)
    #expect(video["session_id"]?.string == session)
    #expect(video["duration"]?.string == "5.0")
    let url = try #require(video["url"]?.string)
    #expect(try await scene.content(of: url) == Array("film".utf8))
    let watermarked = try #require(video["watermark_url"]?.string)
    #expect(try await scene.content(of: watermarked) == Array("film".utf8))
    let withKey = await scene.fetch(url, headers: [.init("Authorization", "Bearer test-key")])
    #expect(withKey.status == 403)
    scene.pass(.seconds(30 * 86_400))
    #expect(await scene.fetch(url).status == 403)
    #expect(await scene.fetch(watermarked).status == 403)
    #expect(await scene.get(id).json?["data"]?["task_result"]?["videos"] == [])
  }

  @Test func `A result cannot be downloaded before its task has ended`() async throws {
    let scene = try Scene()
    let id = try await scene.task()
    let unsigned = "http://127.0.0.1:4711/media/result-\(id).mp4"
    #expect(await scene.get(id).json?["data"]?["task_result"]?["videos"] == [])
    #expect(await scene.fetch(unsigned).status == 403)
    let early = await scene.post("init-selection", #"{"video_url": "\#(unsigned)"}"#)
    #expect(early.header(ServiceResponse.ruleHeader) == "video-url-readable")
    scene.pass(.seconds(4))
    #expect(await scene.fetch(unsigned).status == 403)
    let data = await scene.get(id).json?["data"]
    let url = try #require(data?["task_result"]?["videos"]?.array?.first?["url"]?.string)
    #expect(await scene.fetch(url).status == 200)
    let forged = url.replacing("expires=1", with: "expires=2")
    #expect(await scene.fetch(forged).status == 403)
  }

  @Test func `Each look at a task gives a new link, and an old one lives as long as it was said`()
    async throws
  {
    let scene = try Scene()
    let id = try await scene.task()
    scene.pass(.seconds(4))
    func url() async throws -> String {
      let data = await scene.get(id).json?["data"]
      return try #require(data?["task_result"]?["videos"]?.array?.first?["url"]?.string)
    }
    let (first, second) = (try await url(), try await url())
    #expect(first != second)
    #expect(await scene.fetch(first).status == 200)
    scene.pass(.seconds(30 * 86_400 - 1))
    #expect(await scene.fetch(first).status == 200)
    #expect(await scene.fetch(second).status == 200)
  }

  @Test func `A task fails where the configuration says so, and costs nothing`() async throws {
    var configuration = Scene.configuration
    configuration.taskFailure = { $0 == "doomed" ? "content moderation" : nil }
    let scene = try Scene(configuration: configuration)
    let id = try await scene.task(externalID: "doomed")
    #expect(await scene.get(id).json?["data"]?["task_status"]?.string == "submitted")
    scene.pass(.seconds(4))
    let data = try #require(await scene.get(id).json?["data"])
    #expect(data["task_status"]?.string == "failed")
    #expect(data["task_status_msg"]?.string == "content moderation")
    #expect(data["final_unit_deduction"]?.string == "0")
    #expect(data["task_result"]?["videos"] == [])
  }

  @Test func `A slot is free again when a task ends`() async throws {
    let scene = try Scene()
    _ = try await scene.task()
    _ = try await scene.task()
    let session = try await scene.markedSession()
    scene.pass(.milliseconds(3999))
    #expect(await scene.post("", CreateBody(session: session).text).status == 429)
    scene.pass(.milliseconds(1))
    #expect(await scene.post("", CreateBody(session: session).text).status == 200)
  }

  @Test func `Two accounts do not see each other's tasks and may use the same external id`()
    async throws
  {
    let scene = try Scene()
    _ = try await scene.task(externalID: "mine")
    let list = await scene.get(key: Scene.otherKey)
    #expect(list.json?["data"] == [])
    #expect(await scene.get("mine", key: Scene.otherKey).status == 400)
  }

  @Test func `Keys and key pairs of one account see the same`() async throws {
    let scene = try Scene()
    let id = try await scene.task()
    #expect(await scene.get(id, key: webToken()).status == 200)
  }

  @Test func `The list is cut into pages, the newest first`() async throws {
    var configuration = Scene.configuration
    configuration.concurrency = 20
    let scene = try Scene(configuration: configuration)
    var ids: [String] = []
    for _ in 0..<5 { ids.append(try await scene.task()) }
    func page(_ number: Int) async -> [String] {
      let response = await scene.get(
        query: [.init("pageNum", String(number)), .init("pageSize", "2")])
      return response.json?["data"]?.array?.compactMap { $0["task_id"]?.string } ?? []
    }
    ids.reverse()
    #expect(await page(1) == Array(ids[0...1]))
    #expect(await page(2) == Array(ids[2...3]))
    #expect(await page(3) == [ids[4]])
    #expect(await page(4) == [])
  }

  @Test(arguments: [
    #"["https://example.com/a.png"]"#,
    #"["https://example.com/signed?x=1", "http://a.com/b.JPEG"]"#,
  ])
  func `Images may come by public URLs`(urls: String) async throws {
    let scene = try Scene()
    let images = try JSON.parse(Array(urls.utf8)).array?.map { $0.text() } ?? []
    let body = CreateBody(session: try await scene.session()).adding(images)
    #expect(await scene.post("", body.text).json?["code"]?.int == 0)
  }

  @Test(arguments: [(300, 750), (750, 300), (300, 300)])
  func `Images of a bordering size are taken`(width: Int, height: Int) async throws {
    let scene = try Scene()
    let body = CreateBody(session: try await scene.session()).adding([png(width, height)])
    #expect(await scene.post("", body.text).json?["code"]?.int == 0)
  }

  @Test func `A prompt of 2500 characters is taken, counted as Unicode scalars`() async throws {
    let scene = try Scene()
    let prompt = "<<<video_1>>>" + String(repeating: "鸡", count: 2487)
    let body = CreateBody(session: try await scene.markedSession()).with("prompt", "\"\(prompt)\"")
    #expect(await scene.post("", body.text).json?["code"]?.int == 0)
  }
}
