import KlingSimulator
import OrderedJSON
import SQLite
import TestSupport
import Testing

@Suite struct SurvivalTests {
  @Test func `A second process over the folder goes on where the first stopped`() async throws {
    let scene = try Scene()
    let session = try await scene.markedSession()
    let id = try await scene.task(externalID: "mine")
    let second = try scene.secondService()

    let duplicate = await second.handle(
      Scene.request(
        "POST", "",
        body: CreateBody(session: session).with("external_task_id", #""mine""#).text))
    #expect(duplicate.header(ServiceResponse.ruleHeader) == "external-task-id-unique")
    let point = await second.handle(
      Scene.request(
        "POST", "delete-selection",
        body: #"{"session_id":"\#(session)","frame_index":0,"points":[{"x":0.5,"y":0.5}]}"#))
    #expect(point.json?["code"]?.int == 0)

    scene.pass(.seconds(4))
    var request = Scene.request("GET", id)
    request.headers[0] = .init("Host", "127.0.0.1:9")
    let task = await second.handle(request)
    let video = try #require(task.json?["data"]?["task_result"]?["videos"]?.array?.first)
    let url = try #require(video["url"]?.string)
    #expect(url.hasPrefix("http://127.0.0.1:9/media/result-\(id).mp4?"))
    // Signed with a key that both know.
    #expect(await scene.fetch(url.replacing("127.0.0.1:9/", with: "127.0.0.1:4711/")).status == 200)
  }

  @Test func `Ids made by two processes at once are all different`() async throws {
    let scene = try Scene()
    let services = [scene.service, try scene.secondService()]
    let request = Scene.request(
      "POST", "init-selection", body: #"{"video_url": "https://example.com/a.mp4"}"#)
    let ids = await withTaskGroup { group in
      for index in 0..<20 {
        group.addTask { await services[index % 2].handle(request) }
      }
      return await group.reduce(into: Set<String>()) { ids, response in
        ids.insert(response.json?["data"]?["session_id"]?.string ?? "")
      }
    }
    #expect(ids.count == 20)
    #expect(!ids.contains(""))
  }

  @Test func `Of creates with one external id at once only one makes a task`() async throws {
    let scene = try Scene()
    let services = [scene.service, try scene.secondService()]
    let body = CreateBody(session: try await scene.markedSession())
      .with("external_task_id", #""mine""#)
    let codes = await withTaskGroup { group in
      for index in 0..<8 {
        group.addTask {
          await services[index % 2].handle(Scene.request("POST", "", body: body.text))
            .json?["code"]?.int
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.count { $0 == 0 } == 1)
    #expect(codes.count { $0 == 1201 } == 7)
  }

  @Test func `A folder of the first version is taken over with all that is in it`() async throws {
    let scene = try Scene()
    let id = try await scene.task()
    try Database(path: scene.folder("state.sqlite")).execute(
      script: """
        ALTER TABLE tasks DROP COLUMN expired;
        ALTER TABLE tasks DROP COLUMN callback_url;
        ALTER TABLE tasks DROP COLUMN callbacks_sent;
        DROP TABLE calls; DROP TABLE rule_calls; DROP TABLE link_keys; DROP TABLE dead_links;
        DROP TABLE renders;
        PRAGMA user_version = 1;
        """)
    let task = await (try scene.secondService()).handle(Scene.request("GET", id))
    #expect(task.json?["data"]?["task_id"]?.string == id)
  }

  @Test func `A folder of another version is not touched`() async throws {
    let scene = try Scene()
    let file = scene.folder("state.sqlite")
    try Database(path: file).setUserVersion(99)
    let error = #expect(throws: SimulatorError.self) { _ = try scene.secondService() }
    #expect(error?.cause == .state)
    #expect(error?.description.contains("another version of kedit") == true)
    #expect(try Database(path: file).userVersion() == 99)
  }

  @Test func `Ids of a folder made anew are not those of the one before`() async throws {
    let first = try await Scene().task()
    let later = try Scene()
    later.pass(.seconds(1))
    #expect(try await later.task() != first)
  }
}
