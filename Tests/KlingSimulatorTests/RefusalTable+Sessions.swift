import KlingSimulator
import MediaFacts
import OrderedJSON
import Testing

extension RefusalTable {
  /// The source of a session, and its marks.
  static let sessions: [Refusal] = [
    .post(.oneVideoSource, "init-selection", names: "video_url", "neither", "{}"),
    .post(
      .oneVideoSource, "init-selection", names: "video_url", "both empty",
      #"{"video_id": "", "video_url": ""}"#),
    .post(
      .oneVideoSource, "init-selection", names: "video_id", "both",
      #"{"video_id": "1", "video_url": "https://example.com/a.mp4"}"#),
    .source(.videoURLScheme, "ftp://example.com/a.mp4"),
    .source(.videoURLScheme, "/videos/a.mp4"),
    .source(.videoURLScheme, "https://"),
    .source(.videoURLExtension, "https://example.com/a.webm"),
    .source(.videoURLExtension, "https://example.com/a.webm?x=.mp4"),
    .source(.videoURLPublic, "http://LocalHost/a.mp4"),
    .source(.videoURLPublic, "http://someone@localhost./a.mp4"),
    .source(.videoURLPublic, "http://127.0.0.1:8000/a.mp4"),
    .source(.videoURLPublic, "http://192.168.1.5/a.mp4"),
    .source(.videoURLPublic, "http://172.31.0.1/a.mp4"),
    .source(.videoURLPublic, "http://0.0.0.0/a.mp4"),
    .source(.videoURLPublic, "http://2130706433/a.mp4"),
    .source(.videoURLPublic, "http://256.1.1.1/a.mp4"),
    .source(.videoURLPublic, "http://[::1]/a.mp4"),
    .source(.videoURLPublic, "http://[::ffff:127.0.0.1]/a.mp4"),
    .source(.videoURLPublic, "http://[fd00::1]:8080/a.mp4"),
    .source(.videoURLPublic, "https://nas.local/a.mp4"),
    .source(.videoURLPublic, "https://nas/a.mp4"),
    .source(.videoURLReadable, "http://127.0.0.1:4711/uploads/missing.mp4"),
    .post(
      .videoIDKnown, "init-selection", names: "video_id", #"{"video_id": "847570360458960960"}"#),
    Refusal(.videoIDKnown, 400, 1201, names: "video_id", "another account's") { scene in
      let id = try await scene.resultID()
      return await scene.post(
        "init-selection", #"{"video_id": "\#(id)"}"#, key: Scene.otherKey)
    },
    Refusal(.videoIDRecent, 400, 1201, names: "video_id") { scene in
      let id = try await scene.resultID()
      scene.pass(.seconds(30 * 86_400))
      return await scene.post("init-selection", #"{"video_id": "\#(id)"}"#)
    },

    .rejection(.videoFormat, names: "matroska", .video(isMP4OrMOV: false)),
    .rejection(.videoLength, names: "1.999 s", .video(milliseconds: 1999)),
    .rejection(.videoLength, names: "5.001 s", .video(milliseconds: 5001)),
    .rejection(.videoLength, names: "6.0 s", .video(milliseconds: 6000)),
    .rejection(.videoLength, names: "6.999 s", .video(milliseconds: 6999)),
    .rejection(.videoLength, names: "10.001 s", .video(milliseconds: 10_001)),
    Refusal(.videoLength, 200, 0, names: "5.1 s", "a result that runs over, by its URL") { scene in
      let task = try await scene.task()
      scene.pass(.seconds(4))
      let videos = await scene.get(task).json?["data"]?["task_result"]?["videos"]
      let url = try #require(videos?.array?.first?["url"]?.string)
      scene.probe(.facts(.video(milliseconds: 5100)))
      return await scene.post("init-selection", #"{"video_url": "\#(url)"}"#)
    },
    .rejection(.videoSides, names: "1280x719", .video(height: 719)),
    .rejection(.videoSides, names: "2161x1280", .video(width: 2161, height: 1280)),
    .rejection(.videoFrameRate, names: "25", .video(rate: Rational(25, 1))),
    .rejection(.videoFrameRate, names: "29.97", .video(rate: Rational(30_000, 1001))),

    .post(
      .sessionKnown, "clear-selection", names: "session_id",
      #"{"session_id": "847570360458960960"}"#),
    Refusal(.sessionKnown, 400, 1201, names: "session_id", "another account's") { scene in
      let id = try await scene.session()
      return await scene.post(
        "preview-selection", #"{"session_id": "\#(id)"}"#, key: Scene.otherKey)
    },
    Refusal(.sessionAlive, 400, 1201, names: "24 hours") { scene in
      let id = try await scene.session()
      scene.pass(.seconds(86_400))
      return await scene.post("clear-selection", #"{"session_id": "\#(id)"}"#)
    },

    .add(.frameExists, names: "frame_index", "before the first", frame: "-1"),
    .add(.frameExists, names: "150 frames", "behind the last", frame: "150"),
    .add(.fieldType, names: "it is 1.5", "a time", frame: "1.5"),
    .add(.fieldType, names: "frame_index", "a text", frame: #""0""#),
    .add(.pointsNotEmpty, names: "points", points: "[]"),
    .add(.fieldType, names: "points", points: #"{"x": 0.5, "y": 0.5}"#),
    .add(.fieldType, names: "points[0]", points: "[[0.5, 0.5]]"),
    .add(.fieldType, names: "points[0].x", points: #"[{"x": "0.5", "y": 0.5}]"#),
    .add(.fieldRequired, names: "points[0].y", points: #"[{"x": 0.5}]"#),
    .add(.pointInFrame, names: "points[0].x", points: #"[{"x": 1.0000001, "y": 0.5}]"#),
    .add(.pointInFrame, names: "points[0].x", "no double", points: #"[{"x": 1e999, "y": 0}]"#),
    .add(.pointInFrame, names: "points[1].y", points: #"[{"x":0,"y":1},{"x":0,"y":-0.1}]"#),
    .add(.pointOnce, names: "points[1]", points: #"[{"x":0.5,"y":0.5},{"x":5e-1,"y":0.50}]"#),
    Refusal(.pointOnce, 400, 1201, names: "points[0]", "in a second call") { scene in
      await scene.add(
        try await scene.markedSession(), frame: 0, points: #"[{"x": 0.5, "y": 0.5}]"#)
    },
    .add(.pointsAtMost10, names: "points", points: points(11)),
    Refusal(.pointsAtMost10, 400, 1201, names: "points", "in sum") { scene in
      await scene.add(try await scene.markedSession(), frame: 0, points: points(10))
    },
    Refusal(.framesAtMost10, 400, 1201, names: "frame_index") { scene in
      let id = try await scene.session()
      for frame in 0..<10 {
        let response = await scene.add(id, frame: frame, points: points(1))
        try #require(response.json?["code"]?.int == 0)
      }
      return await scene.add(id, frame: 10, points: points(1))
    },
    Refusal(.pointWasAdded, 400, 1201, names: "points[0]", "next double") { scene in
      await scene.delete(from: try await scene.markedSession(), frame: 0, x: "0.5000000000000001")
    },
    Refusal(.pointWasAdded, 400, 1201, names: "points[0]", "another frame") { scene in
      await scene.delete(from: try await scene.markedSession(), frame: 1, x: "0.5")
    },
  ]

  /// That many points on a line, as JSON; none of them is (0.5, 0.5).
  private static func points(_ count: Int) -> String {
    let points = (1...count).map { #"{"x": \#(Double($0) / 100), "y": 0.25}"# }
    return "[\(points.joined(separator: ", "))]"
  }
}

extension Refusal {
  /// An init call with this URL.
  fileprivate static func source(_ rule: ServiceRule, _ url: String) -> Refusal {
    post(rule, "init-selection", names: "video_url", url, #"{"video_url": "\#(url)"}"#)
  }
}

extension Scene {
  /// The id of the video that a task made.
  func resultID() async throws -> String {
    let task = try await task()
    pass(.seconds(4))
    let videos = await get(task).json?["data"]?["task_result"]?["videos"]
    return try #require(videos?.array?.first?["id"]?.string)
  }

  func delete(from session: String, frame: Int, x: String) async -> ServiceResponse {
    await post(
      "delete-selection",
      #"{"session_id":"\#(session)","frame_index":\#(frame),"points":[{"x":\#(x),"y":0.5}]}"#)
  }
}
