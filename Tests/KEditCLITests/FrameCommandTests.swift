import Glibc
import KEditCLI
import PosixFiles
import TestSupport
import Testing

@Suite("kedit frame")
struct FrameCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("farm.mp4", try ExampleMedia.bytes("farm.mp4"))
  }

  private func frame(
    _ arguments: String..., isTerminal: Bool = false, environment: [String: String] = [:]
  ) async -> CapturedRun {
    let path = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    return await kedit(
      ["frame"] + arguments, in: folder.path,
      environment: Environment(path.merging(environment) { $1 }), showsOutput: isTerminal)
  }

  @Test(
    "A moment is in the words of the language",
    arguments: [
      ("0", 0), ("first", 0), ("frame first", 0), ("48", 48), ("frame 48", 48), ("1.5s", 45),
      ("1500ms", 45), ("0.0333s", 0), ("0.034s", 1), ("4.99999999999999999999s", 149),
      ("last", 149), ("frame last", 149),
    ])
  func moments(words: String, index: Int) async throws {
    let run = await frame("farm.mp4", words, "-o", "f.png")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.error == "frame \(index) of 0 to 149, 1280 × 720\n")
    #expect(run.output.isEmpty)
    #expect(try FileSystem.read(folder("f.png"), limit: 16 << 20).starts(with: Self.signature))
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

  @Test("The words of a moment may stand unquoted")
  func unquoted() async {
    let run = await frame("farm.mp4", "frame", "12", "-o", "f.png")
    #expect(run.error.hasPrefix("frame 12 "))
  }

  @Test(
    "Beyond the end there is no frame, and what there are is said",
    arguments: ["150", "frame 99999999999999999999", "5s", "5000ms", "1e300s"])
  func beyondEnd(words: String) async throws {
    let run = await frame("farm.mp4", words, "-o", "f.png")
    #expect(run.code == .usage)
    #expect(run.error.contains("lies outside the video, which is 5 s long and has frames 0 to 149"))
    #expect(try !FileSystem.exists(folder("f.png")))
  }

  @Test(
    "What is no moment is refused before the video is looked at",
    arguments: ["", "middle", "-1", "1.5", "frame 1.5s", "s", "ms", "1.s", "0x10", "frame frame 1"])
  func noMoment(words: String) async {
    let run = await frame("missing.mp4", "--", words)
    #expect(run.code == .usage)
    #expect(run.error.contains("no moment") || run.error.contains("names nothing"))
  }

  @Test("Without a file the PNG goes to standard output; the grid changes it")
  func standardOutput() async {
    let plain = await frame("farm.mp4", "0")
    let grid = await frame("farm.mp4", "0", "--grid")
    for run in [plain, grid] {
      #expect(run.code == .done)
      #expect(run.bytes.starts(with: Self.signature))
    }
    #expect(plain.bytes != grid.bytes)
  }

  @Test("A terminal shows a picture, and says where it shows none")
  func terminal() async {
    let shown = await frame(
      "farm.mp4", "0", "--pictures", "blocks", isTerminal: true,
      environment: ["TERM": "xterm-256color"])
    #expect(shown.code == .done)
    #expect(shown.output.contains("\u{1B}[48;5;") && shown.output.contains("▀"))
    let none = await frame("farm.mp4", "0", isTerminal: true, environment: ["TERM": "dumb"])
    #expect(none.code == .usage)
    #expect(none.error.contains("this terminal shows no pictures"))
  }

  @Test("The video is never lost to the picture, under whatever name")
  func inputs() async throws {
    #expect(symlink("farm.mp4", folder("same.mp4")) == 0)
    let before = try FileSystem.status(of: folder("farm.mp4"))
    for name in ["farm.mp4", "same.mp4", "./farm.mp4"] {
      let run = await frame("farm.mp4", "0", "-o", name)
      #expect(run.code == .usage)
      #expect(run.error.contains("would be lost"))
    }
    #expect(try FileSystem.status(of: folder("farm.mp4")) == before)
  }

  @Test("What is no video, or is not there, is said to be")
  func noVideo() async throws {
    try folder.write("a.png", "\u{89}PNG")
    try folder.write("a.mp4", "no video at all")
    try folder.write("cut.mp4", "\0\0\0\u{14}ftypisom\0\0\0\0isom\0\0\0\u{8}moov")
    try folder.write("empty.mp4", "")
    for name in ["a.png", "a.mp4", "cut.mp4", "empty.mp4"] {
      let run = await frame(name, "0", "-o", "f.png")
      #expect(run.code == .faultyFile, "\(name): \(run.error)")
      #expect(try !FileSystem.exists(folder("f.png")))
    }
    #expect(await frame("missing.mp4", "0").code == .localFile)
    #expect(await frame("farm.mp4", "0", "-o", "no/such/f.png").code == .localFile)
  }

  @Test("Without ffmpeg it is said what to install")
  func withoutProgram() async {
    let run = await frame("farm.mp4", "0", environment: ["PATH": folder.path])
    #expect(run.code == .usage)
    #expect(run.error.contains("'ffprobe' is not installed"))
    #expect(run.error.contains("install ffmpeg"))
  }

  @Test("A moment is missing")
  func missing() async {
    let run = await frame("farm.mp4")
    #expect(run.code == .usage)
    #expect(run.error.contains("MOMENT is missing"))
  }
}
