import KlingSimulator
import OrderedJSON
import Testing

/// Whatever arrives gets a proper answer: sound bodies are damaged in many places, and none of
/// them makes the simulator fail.
@Suite struct MutationTests {
  /// A generator whose numbers are the same in every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let pieces = [
    "", "null", "{}", "[]", "-1", "1e999", "0.5", "\"\"", "\"<<<\"", "\\u0000", "\"", "{", "]", ",",
    "99999999999999999999", "\u{FEFF}", "\"http://[\"", "true",
  ]

  @Test(arguments: 1...4)
  func `A damaged body gets an answer of the service's`(seed: Int) async throws {
    let scene = try Scene()
    let session = try await scene.markedSession()
    let calls = [
      ("init-selection", #"{"video_id": "", "video_url": "https://example.com/a.mp4"}"#),
      (
        "add-selection",
        #"{"session_id": "\#(session)", "frame_index": 3, "points": [{"x": 0.5, "y": 1e-3}]}"#
      ),
      ("", CreateBody(session: session).adding([png(300, 300)]).text),
    ]
    var numbers = Numbers(state: UInt64(seed))
    for index in 0..<90 {
      let (call, body) = calls[index % calls.count]
      var bytes = Array(body.utf8)
      for _ in 0...Int.random(in: 0...2, using: &numbers) {
        let start = Int.random(in: 0..<bytes.count, using: &numbers)
        let end = min(bytes.count, start + Int.random(in: 0...12, using: &numbers))
        let piece = Self.pieces.randomElement(using: &numbers) ?? ""
        bytes.replaceSubrange(start..<end, with: piece.utf8)
      }
      var request = Scene.request("POST", call)
      request.body = .bytes(bytes)
      let response = await scene.send(request)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(response.status != 500, "\(text): \(response.body)")
      #expect(response.json?["code"]?.int != nil, "\(text)")
    }
  }
}
