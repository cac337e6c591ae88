import KlingAPI
import OrderedJSON
import Testing

struct AnswerTests {
  @Test func aParsedVideoKeepsTheTextOfItsNumbers() async throws {
    let video = try await client(ScriptedTransport(success(parsedVideo)))
      .initSelection(.videoID("v"))
    #expect(video.sessionID == "s1")
    #expect(video.framesPerSecond.text == "30.0")
    #expect(video.durationMilliseconds.text == "5041")
    #expect(video.width == 1280 && video.height == 720 && video.frameCount == 151)
    #expect(video.normalizedVideo == "https://x.example/v.mp4")
  }

  @Test func gatewaysMayBeSloppy() async throws {
    // Code as text, no request id, an array of one where an object is documented, numbers as texts.
    let body =
      #"{"code":"0","message":"","data":[{"status":"0","session_id":847570360458960960,"#
      + #""fps":"24","original_duration":"5000","width":"720","height":720.0,"total_frame":120}]}"#
    let video = try await client(ScriptedTransport(.http(200, body))).initSelection(.videoID("v"))
    #expect(video.sessionID == "847570360458960960")
    #expect(video.framesPerSecond.text == "24")
    #expect(video.durationMilliseconds.int == 5000)
    #expect(video.width == 720 && video.height == 720)
  }

  @Test func masksAreRead() async throws {
    let data =
      #"{"status":0,"session_id":"s","final_unit_deduction":"0","res":{"frame_index":3,"#
      + #""rle_mask_list":[{"object_id":7,"rle_mask":{"size":[720,1280],"counts":"abc"},"#
      + #""png_mask":{"size":[720,1280],"base64":"iVBO"}}]}}"#
    let answer = try await client(ScriptedTransport(success(data)))
      .addSelection(SelectionRequest(sessionID: "s", frameIndex: 3, points: []))
    #expect(answer.frameIndex == 3)
    #expect(answer.masks.map(\.objectID) == [7])
    #expect(answer.masks.first?.runLengths?.size == [720, 1280])
    #expect(answer.masks.first?.runLengths?.counts == "abc")
    #expect(answer.masks.first?.picture?.base64 == "iVBO")
  }

  @Test func previewURLsAreRead() async throws {
    let data = #"{"res":{"video":"https://x/v","video_cover":"https://x/c","tracking_output":""}}"#
    let answer = try await client(ScriptedTransport(success(data)))
      .previewSelection(SessionRequest(sessionID: "s"))
    #expect(answer.video == "https://x/v")
    #expect(answer.cover == "https://x/c")
    #expect(answer.trackingOutput == nil)
  }

  @Test func aFinishedTaskIsReadWithExactUnits() async throws {
    let data =
      #"{"task_id":"t","task_status":"succeed","task_status_msg":"","task_info":"#
      + #"{"external_task_id":"kedit-1"},"task_result":{"videos":[{"id":"v","session_id":"s","#
      + #""url":"https://x/r.mp4","watermark_url":"https://x/w.mp4","duration":5.10}]},"#
      + #""watermark_info":{"enabled":true},"final_unit_deduction":"3.50","created_at":1,"#
      + #""updated_at":2}"#
    let task = try await client(ScriptedTransport(success(data))).task("t")
    #expect(task.status == .succeed)
    #expect(task.statusMessage == nil)
    #expect(task.externalID == "kedit-1")
    #expect(task.videos.first?.id == "v")
    #expect(task.videos.first?.url == "https://x/r.mp4")
    #expect(task.videos.first?.watermarkURL == "https://x/w.mp4")
    #expect(task.videos.first?.duration == "5.10")
    #expect(task.units == "3.50")
    #expect(task.watermark == true)
    #expect(task.createdAt == 1 && task.updatedAt == 2)
  }

  @Test(arguments: ["submitted", "processing", "succeed", "failed", "queued somewhere"])
  func aStatusKeepsItsText(text: String) async throws {
    let data = #"{"task_id":"t","task_status":"\#(text)"}"#
    let task = try await client(ScriptedTransport(success(data))).task("t")
    #expect(task.status.text == text)
  }

  @Test func aListMayBeEmptyAbsentOrOne() async throws {
    let client = try client(
      ScriptedTransport(
        success("[]"), success("null"), success(submitted), success("[\(submitted),\(submitted)]")))
    #expect(try await client.tasks().isEmpty)
    #expect(try await client.tasks().isEmpty)
    #expect(try await client.tasks().count == 1)
    #expect(try await client.tasks().count == 2)
  }

  @Test(arguments: [
    (#"{"session_id":"s"}"#, "data.fps is missing (a number)"),
    (#"{"session_id":[1]}"#, "data.session_id: a text is expected, but an array stands there: [1]"),
    (#""gone""#, #"data: an object is expected, but a string stands there: "gone""#),
    (#"{"session_id":"s","fps":true}"#, "data.fps: a number is expected, but a boolean stands"),
  ])
  func aMalformedAnswerNamesTheField(data: String, complaint: String) async throws {
    let client = try client(ScriptedTransport(success(data)))
    let error = await #expect(throws: KlingError.self) {
      try await client.initSelection(.videoID("v"))
    }
    #expect(error?.kind == .transient)
    #expect(error?.message.hasPrefix(complaint) == true, "\(error?.message ?? "none")")
  }

  @Test func aMalformedElementIsNamedByItsIndex() async throws {
    let client = try client(ScriptedTransport(success("[\(submitted),{}]")))
    let error = await #expect(throws: KlingError.self) { try await client.tasks() }
    #expect(error?.message == "data[1].task_id is missing (an id)")
  }

  @Test func aSessionWithoutAnIDIsNone() async throws {
    let data = parsedVideo.replacing(#""s1""#, with: #""""#)
    let client = try client(ScriptedTransport(success(data)))
    let error = await #expect(throws: KlingError.self) {
      try await client.initSelection(.videoID("v"))
    }
    #expect(error?.kind == .transient)
    #expect(error?.message == "data.session_id is missing (an id)")
  }

  /// Else the next look would be at the list of tasks.
  @Test func aTaskWithoutAnIDIsAnAnswerLost() async throws {
    let client = try client(
      ScriptedTransport(success(#"{"task_id":"","task_status":"submitted"}"#)))
    let error = await #expect(throws: KlingError.self) {
      try await client.createTask(creation(images: []))
    }
    #expect(error?.kind == .ambiguous)
  }
}
