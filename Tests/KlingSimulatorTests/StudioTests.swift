import Crypto
import Glibc
import KlingMasks
import KlingSimulator
import OrderedJSON
import PosixFiles
import Programs
import TestSupport
import Testing

/// The simulator on the drawn farm, with the programs that are really installed.
@Suite("The studio", .enabled(if: StudioScene.hasFFmpeg), .serialized)
struct StudioTests {
  @Test("what is marked is followed, and taken out")
  func removal() async throws {
    let scene = try StudioScene()
    defer { scene.server.stop() }
    let session = try await scene.session(of: DrawnTruth.path("farm.mp4"))
    let marked = try await scene.mark(session, frame: 0, x: 0.17, y: 0.83)
    let truth = try DrawnTruth.mask(ofFrame: 0)
    #expect(try #require(marked.intersectionOverUnion(with: truth)) >= 0.8)

    let masks = try await previewed(scene, session)
    for index in stride(from: 0, to: DrawnTruth.frameCount, by: 10) {
      let truth = try DrawnTruth.mask(ofFrame: index)
      let agreement = try #require(masks[index].intersectionOverUnion(with: truth))
      #expect(agreement >= 0.8, "frame \(index): \(agreement)")
    }

    let path = try await scene.edit(
      session, mode: "removal", prompt: "Delete the chick from <<<video_1>>>")
    try await expectPlayable(path)
    let source = try await DecodedFilm(DrawnTruth.path("farm.mp4"))
    let result = try await DecodedFilm(path)
    try #require(result.frames.count == DrawnTruth.frameCount)
    for index in result.frames.indices {
      let mask = masks[index].rowMajorPixels()
      #expect(yellowPixels(of: source, index, mask) > 4_000, "frame \(index)")
      #expect(yellowPixels(of: result, index, mask) == 0, "frame \(index)")
      #expect(darkest(of: result, index) > -12, "the shadow in frame \(index)")
      guard index.isMultiple(of: 10) else { continue }
      let noise = noise(source.frames[index], result.frames[index], outside: mask)
      #expect(noise >= 35, "frame \(index): \(noise) dB")
    }
  }

  /// By how much the meadow where the chick walks is brighter, at its darkest, than it is beside that;
  /// its brightness is the same all along a row.
  private func darkest(of film: DecodedFilm, _ frame: Int) -> Int {
    var darkest = 0
    for y in 630..<660 {
      let row = film.frames[frame][y * film.width..<(y + 1) * film.width]
      let grass = Int(row[row.startIndex + 760])
      for brightness in row.dropFirst(150).prefix(490) {
        darkest = min(darkest, Int(brightness) - grass)
      }
    }
    return darkest
  }

  /// Looks at the preview: its video shows the region in its colour; gives the tracking file's masks.
  private func previewed(_ scene: StudioScene, _ session: String) async throws -> [RunLengthMask] {
    let data = try await scene.post("preview-selection", #"{"session_id": "\#(session)"}"#)
    let tracking = try JSON.parse(try await scene.fetch(data["res"]?["tracking_output"]))
    let masks = try (tracking["frames"]?.array ?? []).map { try StudioScene.mask($0) }
    try #require(masks.count == DrawnTruth.frameCount)
    #expect(try await scene.fetch(data["res"]?["video_cover"]).starts(with: [0x89, 0x50]))
    let video = scene.folder.path + "/preview.mp4"
    try FileSystem.write(try await scene.fetch(data["res"]?["video"]), to: video)
    try await expectPlayable(video)
    let film = try await DecodedFilm(video)
    // The middle of the chick, once yellow, is green.
    let box = masks[75].boundingBox
    let color = film.color(75, x: box.x + box.width / 2, y: box.y + box.height / 2)
    #expect(color.u < 80 && color.v < 120, "\(color)")
    return masks
  }

  private func expectPlayable(_ path: String) async throws {
    let process = ChildProcess(
      "ffprobe",
      [
        "-v", "error", "-show_entries",
        "stream=codec_name,width,height,pix_fmt,r_frame_rate,nb_frames,duration", "-of", "csv",
        path,
      ], environment: StudioScene.environment, timeout: .seconds(60))
    let lines = String(decoding: try await process.run().output, as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.first == "stream,h264,1280,720,yuv420p,30/1,5.000000,150")
    #expect(lines.dropFirst().first?.hasPrefix("stream,aac,") == true)
  }

  /// Pixels of the chick's yellow within a mask; a flower that it walks over has a yellow heart.
  private func yellowPixels(of film: DecodedFilm, _ frame: Int, _ mask: [UInt8]) -> Int {
    var count = 0
    for y in stride(from: 0, to: film.height, by: 2) {
      for x in stride(from: 0, to: film.width, by: 2) where mask[y * film.width + x] != 0 {
        let color = film.color(frame, x: x, y: y)
        let isFlower = abs(x - 470) < 6 && abs(y - 560) < 6
        if color.u < 75, color.v > 125, !isFlower { count += 4 }
      }
    }
    return count
  }

  /// The peak signal-to-noise ratio of the brightness outside of a mask, in dB.
  private func noise(_ one: [UInt8], _ other: [UInt8], outside mask: [UInt8]) -> Double {
    var sum = 0
    var count = 0
    for index in mask.indices where mask[index] == 0 {
      let difference = Int(one[index]) - Int(other[index])
      sum += difference * difference
      count += 1
    }
    guard sum > 0 else { return 99 }
    return 10 * log10(255 * 255 * Double(count) / Double(sum))
  }

  @Test("a reference image takes its place")
  func swap() async throws {
    let scene = try StudioScene()
    defer { scene.server.stop() }
    let session = try await scene.session(of: DrawnTruth.path("farm.mp4"))
    _ = try await scene.mark(session, frame: 0, x: 0.17, y: 0.83)
    let image = Base64.encode(
      try FileSystem.read(DrawnTruth.path("balloon.png"), limit: 1 << 20))
    let path = try await scene.edit(
      session, mode: "swap",
      prompt: "swap <<<image_1>>> for the chick from <<<video_1>>>", images: [image])
    try await expectPlayable(path)
    let film = try await DecodedFilm(path)
    // The balloon is red, and goes the chick's way.
    for index in [5, 75, 145] {
      let color = film.color(index, x: 228 + 2 * index, y: 570)
      #expect(color.v > 170, "frame \(index): \(color)")
    }
  }

  @Test("what was left undone when the simulator ended is done by the next one")
  func survival() async throws {
    let folder = try TemporaryFolder()
    let scene = try StudioScene(folder)
    let session = try await scene.session(of: DrawnTruth.path("farm.mp4"))
    _ = try await scene.mark(session, frame: 0, x: 0.17, y: 0.83)
    let data = try await scene.post(
      "",
      #"""
      {"session_id": "\#(session)", "edit_mode": "removal",
       "prompt": "Delete the chick from <<<video_1>>>"}
      """#)
    scene.server.stop()
    let next = try StudioScene(folder)
    defer { next.server.stop() }
    try await expectPlayable(try await next.result(of: try #require(data["task_id"]?.string)))
  }
}
