import Glibc
import KEditCLI
import OrderedJSON
import PNGCodec
import PosixFiles
import SQLite
import TestSupport
import Testing

@Suite("kedit mask")
struct MaskCommandTests {
  private static let square = #"{"size": [4, 5], "counts": "52207"}"#
  private static let dot = #"{"size": [4, 5], "counts": "51>"}"#
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("square.json", Self.square)
  }

  private func mask(
    _ arguments: String..., input: String = "", isTerminal: Bool = false
  ) async -> CapturedRun {
    await kedit(
      ["mask"] + arguments, in: folder.path, input: input,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color"],
      showsOutput: isTerminal)
  }

  private func json(_ arguments: String..., input: String) async throws -> JSON {
    let run = await kedit(
      ["mask", "-", "--format", "json"] + arguments, in: folder.path, input: input)
    #expect(run.code == .done, "\(run.error)")
    return try JSON.parse(run.bytes)
  }

  @Test("Run lengths alone are enough")
  func alone() async {
    let run = await mask("square.json")
    #expect(run.code == .done)
    #expect(
      run.output == """
        mask, 5 × 4: area 20.0 %, box (0.20, 0.25)–(0.60, 0.75)
          4 of 20 pixels, box of 2 × 2 at (1px, 1px)

        """)
    #expect(await mask("-", input: Self.square).output == run.output)
  }

  @Test(
    "An answer of the service is taken whole or in part, as gateways spell it",
    arguments: [
      #"{"code": 0, "data": {"status": 0, "res": RES}}"#,
      #"{"code": "0", "message": "SUCCEED", "data": [{"res": RES}]}"#,
      #"[{"code": 0, "data": {"res": [RES]}}]"#, #"{"session_id": "s", "res": RES}"#, "RES",
      "[RES]",
      #"{"fps": 30, "total_frame": 1, "frames": [RES]}"#,
    ])
  func answers(form: String) async throws {
    let result = """
      {"frame_index": 7, "rle_mask_list": [
        {"object_id": 3, "rle_mask": \(Self.square), "png_mask": {"size": [4, 5], "base64": ""}},
        {"object_id": 4, "rle_mask": \(Self.dot)}]}
      """
    let json = try await json(input: form.replacing("RES", with: result))
    #expect(json["format"] == "kedit-mask/1")
    let frame = try #require(json["frames"]?.array?.first)
    #expect(frame["frame_index"] == 7)
    #expect(frame["width"] == 5 && frame["height"] == 4)
    #expect(frame["objects"]?.array?.map { $0["object_id"] } == [3, 4])
    #expect(frame["objects"]?.array?.map { $0["area"] } == [4, 1])
    #expect(frame["area"] == 4)
    #expect(frame["percent"]?.double == 20)
    #expect(frame["box"] == ["x": 1, "y": 1, "width": 2, "height": 2])
  }

  @Test("A list of masks is the objects of one frame; a frame without any has area 0")
  func objects() async throws {
    let list = try await json(input: "[\(Self.square), \(Self.dot)]")
    #expect(list["frames"]?.array?.first?["objects"]?.array?.count == 2)
    let none = try await json(input: #"{"frame_index": 2, "rle_mask_list": []}"#)
    #expect(none["frames"]?.array?.first?["area"] == 0)
    let run = await mask("-", input: #"{"frame_index": 2, "rle_mask_list": []}"#)
    #expect(run.output == "frame 2: nothing is marked\n")
  }

  private static let tracking = """
    {"fps": 30, "total_frame": 2, "frames": [
      {"frame_index": 0, "rle_mask_list": [{"object_id": 0, "rle_mask": \(square)}]},
      {"frame_index": 1, "rle_mask_list": [{"object_id": 0, "rle_mask": \(dot)}]}]}
    """

  @Test("Of the masks of several frames one is chosen, or all are listed")
  func frames() async throws {
    try folder.write("a.tracking.json", Self.tracking)
    let all = await mask("a.tracking.json")
    #expect(all.output.contains("frame 0, ") && all.output.contains("frame 1, "))
    let one = await mask("a.tracking.json", "--frame", "1", "-o", "m.png")
    #expect(one.code == .done)
    #expect(!one.output.contains("frame 0"))
    #expect(try picture("m.png").marked == [6])
    let many = await mask("a.tracking.json", "-o", "many.png")
    #expect(many.code == .usage)
    #expect(many.error.contains("choose one with --frame N; it has frame 0, 1"))
    #expect(try !FileSystem.exists(folder("many.png")))
    #expect(await mask("a.tracking.json", "--frame", "2").code == .usage)
  }

  private func picture(_ name: String) throws -> (image: PixelImage, marked: [Int]) {
    let image = try PNG.decode(try FileSystem.read(folder(name), limit: 1 << 24))
    let pixels = (0..<image.width * image.height).filter { image.bytes[$0 * 4 + 3] > 0 }
    return (image, pixels)
  }

  @Test("The PNG has the service's colour on nothing, pixel by pixel")
  func output() async throws {
    #expect(await mask("square.json", "-o", "m.png").code == .done)
    let (image, marked) = try picture("m.png")
    #expect(image.width == 5 && image.height == 4)
    #expect(marked == [6, 7, 11, 12])
    #expect(Array(image.bytes[24..<28]) == [116, 255, 82, 163])
    #expect(Array(image.bytes[..<4]) == [0, 0, 0, 0])
  }

  @Test("It is painted over a PNG or a JPEG of any size")
  func over() async throws {
    let ground = PixelImage(
      width: 50, height: 40, layout: .rgba, bytes: (0..<2000).flatMap { _ in [10, 20, 200, 255] })
    try folder.write("g.png", try PNG.encode(ground))
    #expect(await mask("square.json", "--over", "g.png", "-o", "o.png").code == .done)
    let image = try picture("o.png").image
    #expect(image.width == 50 && image.height == 40)
    #expect(Array(image.bytes[..<4]) == [10, 20, 200, 255])
    let inside = (20 * 50 + 20) * 4
    // (116, 255, 82) laid over (10, 20, 200) with 163 / 255.
    #expect(Array(image.bytes[inside..<inside + 4]) == [78, 170, 125, 255])
    try folder.write("g.jpg", Self.jpeg)
    let jpeg = await mask("square.json", "--over", "g.jpg", "-o", "j.png")
    #expect(jpeg.code == .done, "\(jpeg.error)")
    #expect(try picture("j.png").image.width == 16)
  }

  @Test("A size the wrong way round is seen by the picture below, and told")
  func reversed() async throws {
    let ground = PixelImage(
      width: 4, height: 5, layout: .gray, bytes: [UInt8](repeating: 9, count: 20))
    try folder.write("g.png", try PNG.encode(ground))
    let run = await mask("square.json", "--over", "g.png")
    #expect(run.code == .done)
    #expect(run.output.hasPrefix("mask, 4 × 5: "))
    #expect(run.error.contains("the wrong way round"))
  }

  @Test("How much two masks agree")
  func against() async throws {
    try folder.write("dot.json", Self.dot)
    let run = try await json("--against", "dot.json", input: Self.square)
    #expect(run["frames"]?.array?.first?["iou"] == 0.25)
    try folder.write("other.json", #"{"size": [5, 5], "counts": "i0"}"#)
    let other = await mask("square.json", "--against", "other.json")
    #expect(other.code == .faultyFile)
    #expect(other.error.contains("different sizes: 5 × 4 and 5 × 5"))
  }

  @Test("A terminal shows it as a picture, a pipe does not")
  func terminal() async {
    #expect(
      await mask("square.json", "--pictures", "blocks", isTerminal: true).output.contains("▀"))
    #expect(
      !(await mask("square.json", "--pictures", "off", isTerminal: true).output.contains("▀")))
    #expect(!(await mask("square.json", "--pictures", "blocks").output.contains("▀")))
  }

  @Test(
    "What is unsound is refused, and nothing is written",
    arguments: [
      #"{"size": [4, 5], "counts": "52R"}"#, #"{"size": [4, 5], "counts": "5222"}"#,
      #"{"size": [4, 5], "counts": "52208"}"#, #"{"size": [4, 5], "counts": "52O07"}"#,
      #"{"size": [4, 5], "counts": "5!2"}"#, #"{"size": [4, 5], "counts": ""}"#,
      #"{"size": [0, 5], "counts": ""}"#, #"{"size": [-4, -5], "counts": "52207"}"#,
      #"{"size": [999999999999, 999999999999], "counts": "52207"}"#,
      #"{"size": [4294967296, 4294967296], "counts": ""}"#, #"{"size": [4], "counts": "52207"}"#,
      #"{"size": [4, 5]}"#, #"{"counts": "52207"}"#,
      #"{"size": [4, 5], "counts": [5, 2, 2, 0, 7]}"#,
      "", "{", "[]", "[[]]", "null", "7", #""52207""#, "{}", #"{"rle_mask_list": 5}"#,
      #"{"code": 1201, "message": "no such session"}"#, #"{"code": 0}"#,
      #"{"code": 0, "data": {"status": 3}}"#,
      #"{"rle_mask_list": [{"rle_mask": {"size": [4, 5], "counts": "52207"}}, "#
        + #"{"rle_mask": {"size": [5, 4], "counts": "52207"}}]}"#,
      #"{"rle_mask_list": [{"object_id": 1}]}"#,
    ])
  func unsound(text: String) async throws {
    let run = await mask("-", "-o", "m.png", input: text)
    #expect(run.code == .faultyFile, "\(run.output)")
    #expect(run.error.hasPrefix("error: "))
    #expect(run.output.isEmpty)
    #expect(try !FileSystem.exists(folder("m.png")))
  }

  @Test("What is deeply nested, or claims a mask of many pixels, takes little memory")
  func hostile() async throws {
    let nested = String(repeating: "[", count: 1 << 20)
    #expect(await mask("-", input: nested).code == .faultyFile)
    // 2²⁸ pixels, which is sound as a mask and too large for a picture.
    let large = #"{"size": [16384, 16384], "counts": "PPPPP8"}"#
    let run = await mask("-", "-o", "m.png", input: large)
    #expect(run.code == .faultyFile)
    let zeros = String(repeating: "0", count: 9 << 20)
    let long = await mask("-", input: "{\"size\": [4, 5], \"counts\": \"\(zeros)\"}")
    #expect(long.code == .faultyFile)
    #expect(long.error.contains("more than 8 MB"))
  }

  @Test(
    "A picture that is none, is cut off, lies about its size or has a wrong checksum is refused")
  func badPictures() async throws {
    let sound = try PNG.encode(
      PixelImage(width: 2, height: 2, layout: .gray, bytes: [1, 2, 3, 4]))
    var wrong = sound
    wrong[wrong.count - 20] ^= 0xFF
    var huge = sound
    huge.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
    var hugeJPEG = Self.jpeg
    let frame = try #require(hugeJPEG.indices.first { hugeJPEG[$0...].starts(with: [0xFF, 0xC0]) })
    hugeJPEG.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
    let pictures: [(String, [UInt8])] = [
      ("cut.png", Array(sound.prefix(40))), ("wrong.png", wrong), ("huge.png", huge),
      ("huge.jpg", hugeJPEG), ("cut.jpg", Array(Self.jpeg.prefix(frame))),
      ("short.jpg", Array(Self.jpeg.dropLast(Self.jpeg.count / 3))), ("empty.png", []),
      ("text.png", Array("hello".utf8)), ("a.gif", Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]),
      ("a.mp4", [0, 0, 0, 24] + Array("ftypisom".utf8) + [UInt8](repeating: 0, count: 16)),
    ]
    for (name, bytes) in pictures {
      try folder.write(name, bytes)
      let run = await mask("square.json", "--over", name, "-o", "m.png")
      #expect(run.code == .faultyFile, "\(name): \(run.error)")
      #expect(run.error.hasPrefix("error: '\(name)' is "), "\(run.error)")
      #expect(try !FileSystem.exists(folder("m.png")))
    }
    #expect(await mask("square.json", "--over", "missing.png").code == .localFile)
  }

  @Test("Without ffmpeg a JPEG cannot be painted over, and it is said why")
  func withoutProgram() async throws {
    try folder.write("g.jpg", Self.jpeg)
    let run = await kedit(
      ["mask", "square.json", "--over", "g.jpg"], in: folder.path, environment: ["PATH": "/none"])
    #expect(run.code == .faultyFile)
    #expect(run.error.contains("`ffmpeg` is not installed"))
  }

  @Test("No input is ever lost to the output")
  func inputs() async throws {
    let png = try PNG.encode(PixelImage(width: 2, height: 2, layout: .gray, bytes: [1, 2, 3, 4]))
    try folder.write("g.png", png)
    try folder.write("dot.json", Self.dot)
    #expect(link(folder("g.png"), folder("hard.png")) == 0)
    for name in ["square.json", "g.png", "hard.png", "./dot.json"] {
      let run = await mask("square.json", "--over", "g.png", "--against", "dot.json", "-o", name)
      #expect(run.code == .usage, "\(name)")
      #expect(run.error.contains("would be lost"))
    }
    #expect(try FileSystem.read(folder("g.png"), limit: 1 << 20) == png)
    #expect(await mask("square.json", "-o", "no/such/m.png").code == .localFile)
    #expect(try folder.names().sorted() == ["dot.json", "g.png", "hard.png", "square.json"])
  }

  @Test("The journal keeps what the service answered, of every edit of every run")
  func journal() async throws {
    let scene = try RunScene()
    try scene.folder.write(
      "two.kedit",
      """
      video "https://example.com/a.mp4"
      remove "the chick" at frame 0 point (0.77, 0.30) at 1.6s points (0.7, 0.3) (0.71, 0.31) as clean

      """)
    #expect(await scene.run("two.kedit", "-y", "--preview").code == .done)
    let all = await scene.ask("mask", "1", "clean")
    #expect(all.code == .done, "\(all.error)")
    #expect(all.output.contains("frame 0, 1280 × 720: area "))
    #expect(all.output.contains("frame 48, 1280 × 720: area "))
    let one = try await scene.json("mask", "1", "clean", "--frame", "48")
    #expect(one["frames"]?.array?.map { $0["frame_index"] } == [48])
    let area = one["frames"]?.array?.first?["area"]?.int ?? 0
    #expect(area > 0)
    // With the preview the masks of the marked frames were saved, pixel by pixel as they are shown.
    for frame in [0, 48] {
      let saved = try FileSystem.read(scene.folder("clean.mask-\(frame).png"), limit: 1 << 24)
      let shown = await scene.ask("mask", "1", "clean", "--frame", "\(frame)", "-o", "m.png")
      #expect(shown.code == .done)
      #expect(try FileSystem.read(scene.folder("m.png"), limit: 1 << 24) == saved)
    }
    let image = try PNG.decode(
      try FileSystem.read(scene.folder("clean.mask-48.png"), limit: 1 << 24))
    #expect((0..<1280 * 720).count { image.bytes[$0 * 4 + 3] > 0 } == area)
    let tracked = await scene.ask(
      "mask", "clean.tracking.json", "--frame", "48", "--format", "json")
    #expect(try JSON.parse(tracked.bytes)["frames"]?.array?.first?["area"]?.int == area)
  }

  @Test("A run, an edit or masks that are not there are mistakes of the command line")
  func notInJournal() async throws {
    let scene = try RunScene()
    #expect(await scene.ask("mask", "1", "clean").code == .usage)
    #expect(await scene.run("a.kedit", "-y").code == .done)
    let edit = await scene.ask("mask", "1", "claen")
    #expect(edit.code == .usage)
    #expect(edit.error.contains("did you mean 'clean'?"))
    #expect(await scene.ask("mask", "2", "clean").error.contains("'kedit runs' lists the runs"))
    #expect(await scene.ask("mask", "x", "clean").code == .usage)
    try Database(path: scene.journal).execute("DELETE FROM masks")
    let none = await scene.ask("mask", "1", "clean")
    #expect(none.code == .usage)
    #expect(none.error.contains("no mask of 'clean' of run 1"))
  }

  /// 16 × 16 pixels of one grey.
  private static let jpeg: [UInt8] = [
    0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0x02, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0x08, 0x04, 0x04, 0x04, 0x04, 0x04, 0x05,
    0x05, 0x05, 0x05, 0x05, 0x05, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06, 0x06,
    0x06, 0x06, 0x07, 0x07, 0x07, 0x08, 0x08, 0x08, 0x07, 0x07, 0x07, 0x06, 0x06, 0x07, 0x07, 0x08,
    0x08, 0x08, 0x08, 0x09, 0x09, 0x09, 0x08, 0x08, 0x08, 0x08, 0x09, 0x09, 0x0A, 0x0A, 0x0A, 0x0C,
    0x0C, 0x0B, 0x0B, 0x0E, 0x0E, 0x0E, 0x11, 0x11, 0x14, 0xFF, 0xC4, 0x00, 0x4A, 0x00, 0x01, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
    0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x11, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0x00, 0x10, 0x00, 0x10, 0x03, 0x01,
    0x22, 0x00, 0x02, 0x11, 0x00, 0x03, 0x11, 0x00, 0xFF, 0xDA, 0x00, 0x0C, 0x03, 0x01, 0x00, 0x02,
    0x11, 0x03, 0x11, 0x00, 0x3F, 0x00, 0x00, 0x0F, 0xFF, 0xD9,
  ]
}
