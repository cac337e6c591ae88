import KlingSimulator
import OrderedJSON
import Testing

/// The documents' own sample requests, byte for byte: they are sound, so a fresh simulator takes
/// each of them as it stands.
@Suite struct DocumentSampleTests {
  private static let initialize = """
    {
        "video_id": "",
        "video_url": "https://v1-kling.klingai.com/kcdn/cdn-kcdn112452/kling-qa-test/animals-output-5s.mp4"
      }
    """
  private static let mark = """
    {
        "session_id": "847570360458960960",
        "frame_index": 0,
        "points": [
          {
            "x": 0.7738498789346246,
            "y": 0.297142857142857
          }
        ]
      }
    """
  private static let session = """
    {
        "session_id": "847570360458960960"
      }
    """
  private static let create = """
    {
        "model_name": "kling-v1-6",
        "session_id": "847570360458960960",
        "edit_mode": "removal",
        "image_list": [],
        "prompt": "Delete the chick from <<<video_1>>>",
        "negative_prompt": "",
        "mode": "std",
        "duration": "5",
        "callback_url": "",
        "external_task_id": ""
      }
    """

  @Test func `Every sample is accepted on a fresh state`() async throws {
    let scene = try Scene()
    let calls = [
      ("init-selection", Self.initialize), ("add-selection", Self.mark),
      ("delete-selection", Self.mark), ("add-selection", Self.mark),
      ("preview-selection", Self.session), ("", Self.create),
    ]
    var last: JSON?
    for (call, body) in calls {
      let response = await scene.post(call, body)
      #expect(response.status == 200, "\(call): \(response.body)")
      #expect(response.json?["code"]?.int == 0)
      last = response.json?["data"]
      #expect(call.isEmpty || last?["status"]?.int == 0)
      #expect(call.isEmpty || last?["session_id"]?.string == "847570360458960960")
    }
    let task = try #require(last?["task_id"]?.string)
    #expect(await scene.get(task).json?["data"]?["task_id"]?.string == task)
    let list = await scene.get(query: [.init("pageNum", "1"), .init("pageSize", "30")])
    #expect(list.json?["data"]?.array?.count == 1)
    #expect(await scene.post("clear-selection", Self.session).json?["code"]?.int == 0)
  }

  @Test func `The sample of a gateway is accepted too`() async throws {
    let scene = try Scene()
    let session = try await scene.markedSession()
    let response = await scene.post(
      "",
      """
      {
            "session_id": "\(session)",
            "edit_mode": "removal",
            "prompt": "Delete the selected object from <<<video_1>>>",
            "mode": "std",
            "duration": "5"
          }
      """)
    #expect(response.json?["code"]?.int == 0)
  }
}
