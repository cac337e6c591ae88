import KlingAPI
import OrderedJSON
import Testing

struct RequestTests {
  @Test func aFullCreateHasTheOrderOfTheDocuments() {
    let request = CreateTaskRequest(
      modelName: "kling-v1-6", sessionID: "s", editMode: .swap, images: ["https://x/a.png"],
      prompt: "p", negativePrompt: "n", mode: .pro, duration: .ten, watermark: false,
      callbackURL: "https://x/cb", externalTaskID: "e")
    #expect(
      request.json.text()
        == #"{"model_name":"kling-v1-6","session_id":"s","edit_mode":"swap","#
        + #""image_list":[{"image":"https://x/a.png"}],"prompt":"p","negative_prompt":"n","#
        + #""mode":"pro","duration":"10","watermark_info":{"enabled":false},"#
        + #""callback_url":"https://x/cb","external_task_id":"e"}"#)
  }

  @Test func whatIsAbsentIsLeftOut() {
    let request = CreateTaskRequest(
      modelName: nil, sessionID: "s", editMode: .removal, images: [], prompt: "p",
      negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
      externalTaskID: nil)
    #expect(
      request.json.text()
        == #"{"session_id":"s","edit_mode":"removal","prompt":"p","mode":"std","duration":"5"}"#)
  }

  @Test(arguments: [
    (0.77, "0.77"), (1.0, "1"), (0.0, "0"), (0.1 + 0.2, "0.30000000000000004"),
    (1e-5, "1e-05"), (1.0 / 3, "0.3333333333333333"),
  ])
  func aCoordinateIsTheShortestTextThatReadsBack(value: Double, text: String) {
    #expect(Point(x: value, y: 0).json.text() == #"{"x":\#(text),"y":0}"#)
    #expect(Double(text) == value)
  }

  @Test func eachCallGoesToItsPlaceWithItsBody() async throws {
    let transport = ScriptedTransport(
      success(parsedVideo), success(parsedVideo), success(#"{"status":0}"#),
      success(#"{"status":0}"#), success(#"{"status":0}"#), success(#"{"status":0}"#),
      success(submitted), success(submitted), success("[\(submitted)]"))
    let client = try client(transport)
    let marks = SelectionRequest(
      sessionID: "s", frameIndex: 48, points: [Point(x: 0.47, y: 0.52), Point(x: 1, y: 0)])
    _ = try await client.initSelection(.videoID("v"))
    _ = try await client.initSelection(.videoURL("https://x/a.mp4"))
    _ = try await client.addSelection(marks)
    _ = try await client.deleteSelection(marks)
    _ = try await client.clearSelection(SessionRequest(sessionID: "s"))
    _ = try await client.previewSelection(SessionRequest(sessionID: "s"))
    _ = try await client.createTask(
      CreateTaskRequest(
        modelName: nil, sessionID: "s", editMode: .removal, images: [], prompt: "p",
        negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
        externalTaskID: nil))
    _ = try await client.task("a/b?c=é .")
    _ = try await client.tasks(page: 2, size: 500)

    let root = "https://api.example.com/kling/v1/videos/multi-elements"
    let marked =
      #"{"session_id":"s","frame_index":48,"points":[{"x":0.47,"y":0.52},{"x":1,"y":0}]}"#
    #expect(
      transport.requests.map(\.description) == [
        "POST \(root)/init-selection", "POST \(root)/init-selection",
        "POST \(root)/add-selection", "POST \(root)/delete-selection",
        "POST \(root)/clear-selection", "POST \(root)/preview-selection", "POST \(root)",
        "GET \(root)/a%2Fb%3Fc%3D%C3%A9%20.", "GET \(root)?pageNum=2&pageSize=500",
      ])
    #expect(
      transport.bodies == [
        #"{"video_id":"v"}"#, #"{"video_url":"https://x/a.mp4"}"#, marked, marked,
        #"{"session_id":"s"}"#, #"{"session_id":"s"}"#,
        #"{"session_id":"s","edit_mode":"removal","prompt":"p","mode":"std","duration":"5"}"#,
        "", "",
      ])
    #expect(transport.tokens.allSatisfy { $0 == "Bearer key-of-test" })
    #expect(transport.requests.allSatisfy { $0.maximumRedirects == 0 })
  }

  @Test(arguments: [("..", "%2E%2E"), (".", "%2E"), ("kedit-0a", "kedit-0a")])
  func anIDCannotLeaveItsSegment(id: String, encoded: String) {
    #expect(Endpoint.task(id: id).path == "/v1/videos/multi-elements/\(encoded)")
  }

  @Test func aLongBodyIsGivenTimeUnlessTheCallerHasNone() async throws {
    let transport = ScriptedTransport(success(submitted), success(submitted), success(submitted))
    let client = try client(transport)
    let images = [String(repeating: "A", count: 14_000_000)]
    _ = try await client.createTask(creation(images: []))
    _ = try await client.createTask(creation(images: images))
    _ = try await client.limited(to: .seconds(9)).createTask(creation(images: images))
    #expect(transport.requests.map(\.timeout) == [.seconds(60), .seconds(200), .seconds(9)])
  }
}
