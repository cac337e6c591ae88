import Crypto
import CurlTransport
import KlingAPI
import KlingMasks
import KlingSimulator
import OrderedJSON
import PosixFiles
import Programs
import TestSupport
import Testing

/// A simulator that is served, with this machine's ffmpeg, and the drawn farm put into it.
struct StudioScene {
  static let environment = ProcessEnvironment.variables()
  static let hasFFmpeg = VideoStudio(environment: environment) != nil

  let folder: TemporaryFolder
  let server: SimulatorServer
  private let transport = CurlTransport(userAgent: "test")

  init(_ folder: TemporaryFolder? = nil) throws {
    self.folder = try folder ?? TemporaryFolder()
    server = try SimulatorServer(
      stateFolder: self.folder.path + "/state",
      configuration: SimulatorConfiguration(
        accounts: [SimulatedAccount(apiKeys: ["key"])], queueTime: .zero, renderTime: .zero),
      surroundings: .system(environment: StudioScene.environment, notice: { _ in }))
  }

  func post(_ call: String, _ body: String) async throws -> JSON {
    try await send(
      HTTPRequest(
        .post, url(call),
        headers: [("Authorization", "Bearer key"), ("Content-Type", "application/json")],
        body: .bytes(Array(body.utf8)), timeout: .seconds(300), maximumResponseBytes: 64 << 20))
  }

  private func url(_ call: String) -> String {
    server.baseURL + "/v1/videos/multi-elements" + (call.isEmpty ? "" : "/\(call)")
  }

  private func send(_ request: HTTPRequest) async throws -> JSON {
    let json = try JSON.parse(try await transport.send(request).body)
    #expect(json["code"]?.int == 0, "\(json.text())")
    return json["data"] ?? [:]
  }

  /// Opens a session for a film of this machine.
  func session(of path: String) async throws -> String {
    let content = try FileSystem.read(path, limit: 32 << 20)
    _ = try await transport.send(
      HTTPRequest(.put, server.uploadURL + "film.mp4", body: .bytes(content)))
    let data = try await post(
      "init-selection", #"{"video_url": "\#(server.uploadURL)film.mp4"}"#)
    return try #require(data["session_id"]?.string)
  }

  /// Marks a point, and gives the mask that comes of it.
  func mark(_ session: String, frame: Int, x: Double, y: Double) async throws -> RunLengthMask {
    let data = try await post(
      "add-selection",
      #"{"session_id": "\#(session)", "frame_index": \#(frame), "points": [{"x": \#(x), "y": \#(y)}]}"#
    )
    return try StudioScene.mask(data["res"])
  }

  /// The one mask of a frame.
  static func mask(_ frame: JSON?) throws -> RunLengthMask {
    let mask = frame?["rle_mask_list"]?.array?.first?["rle_mask"]
    let size = mask?["size"]?.array?.compactMap(\.int) ?? []
    try #require(size.count == 2)
    return try RunLengthMask(
      height: size[0], width: size[1], counts: try #require(mask?["counts"]?.string))
  }

  /// Orders a task, waits for its end, and gives the path of the result.
  func edit(
    _ session: String, mode: String, prompt: String, images: [String] = [], duration: String = "5"
  ) async throws -> String {
    let list = images.map { #"{"image": "\#($0)"}"# }.joined(separator: ", ")
    let data = try await post(
      "",
      #"""
      {"session_id": "\#(session)", "edit_mode": "\#(mode)", "prompt": "\#(prompt)",
       "image_list": [\#(list)], "duration": "\#(duration)"}
      """#)
    return try await result(of: try #require(data["task_id"]?.string))
  }

  /// Waits for the end of a task, and gives the path of its result.
  func result(of task: String) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(240)
    while ContinuousClock.now < deadline {
      let data = try await send(
        HTTPRequest(.get, url(task), headers: [("Authorization", "Bearer key")]))
      let status = data["task_status"]?.string
      if status == "succeed" { return folder.path + "/state/media/result-\(task).mp4" }
      try #require(status != "failed", "\(data.text())")
      try await Task.sleep(for: .milliseconds(100))
    }
    throw TooLate()
  }

  /// The file behind a link.
  func fetch(_ url: JSON?) async throws -> [UInt8] {
    try await transport.send(
      HTTPRequest(
        .get, try #require(url?.string), timeout: .seconds(60), maximumResponseBytes: 64 << 20)
    ).body
  }

  private struct TooLate: Error {}
}

/// The frames of a film, as planes of brightness and colour of half the resolution.
struct DecodedFilm {
  let width: Int
  let height: Int
  let frames: [[UInt8]]

  init(_ path: String, width: Int = 1_280, height: Int = 720) async throws {
    self.width = width
    self.height = height
    let bytes = width * height * 3 / 2
    let result = try await BlockingWork.run { stop in
      Result {
        var decoder = try VideoDecoder(
          path, size: (width, height), pixels: .halfColor, frameBytes: bytes,
          environment: StudioScene.environment, timeout: .seconds(120), stop: stop)
        var frames: [[UInt8]] = []
        while let frame = try decoder.next() { frames.append(frame) }
        return frames
      }
    }
    frames = try result.get()
  }

  /// Both colour differences at a pixel.
  func color(_ frame: Int, x: Int, y: Int) -> (u: Int, v: Int) {
    let index = width * height + (y / 2) * (width / 2) + x / 2
    return (Int(frames[frame][index]), Int(frames[frame][index + width * height / 4]))
  }
}
