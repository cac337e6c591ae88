import KEditExplanations
import MediaFacts
import PosixFiles
import Programs
import TestSupport
import Testing

/// An example of an explanation as real files, so that what is pretended of them can be held against
/// what kedit finds out by itself.
struct ExampleOnDisk {
  let folder: TemporaryFolder
  /// Where `ffprobe` is said to be missing, there are no programs at all.
  let environment: [String: String]

  init(_ example: Example) async throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    var hasPrograms = true
    try folder.write(example.name, example.content)
    for companion in example.companions {
      switch companion.content {
      case .text(let text): try folder.write(companion.name, text)
      case .media(_, .unprobedVideo):
        hasPrograms = false
        try folder.write(companion.name, try await Film(.usual).content())
      case .media(_, .video(let facts)):
        try folder.write(companion.name, try await Film(facts).content())
      case .media(let byteCount, .image(let image)):
        try folder.write(companion.name, Self.header(of: image, byteCount: byteCount))
      case .media(_, .other(let words)):
        #expect(words == "a GIF image")
        try folder.write(companion.name, "GIF89a\u{1}")
      }
    }
    environment = hasPrograms ? [:] : ["PATH": folder("nowhere")]
  }

  /// As much of an image as kedit reads, and zeros to its length.
  private static func header(of image: ImageFacts, byteCount: Int) -> [UInt8] {
    func bytes(_ number: Int, count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(number >> (8 * $0) & 0xFF) }
    }
    let header: [UInt8] =
      switch image.format {
      case .png:
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
          + bytes(image.width, count: 4) + bytes(image.height, count: 4)
      case .jpeg:
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8] + bytes(image.height, count: 2)
          + bytes(image.width, count: 2)
      }
    return header + Array(repeating: 0, count: byteCount - header.count)
  }
}

/// A film of one colour, made by ffmpeg.
private struct Film {
  private let facts: VideoFacts

  init(_ facts: VideoFacts) {
    self.facts = facts
  }

  func content() async throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let file = folder(facts.isMP4OrMOV ? "film.mp4" : "film.mkv")
    let source =
      "color=size=\(facts.width)x\(facts.height):rate=\(facts.frameRate.numerator)"
    let ffmpeg = ChildProcess(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", source, "-t",
        "\(facts.durationMilliseconds / 1_000)", "-c:v", "mpeg4", file,
      ], environment: ProcessEnvironment.variables(), timeout: .seconds(60))
    let outcome = try await ffmpeg.run()
    try #require(outcome.succeeded, "\(String(decoding: outcome.errorOutput, as: UTF8.self))")
    return try FileSystem.read(file, limit: 10 << 20)
  }
}

extension VideoFacts {
  fileprivate static let usual = VideoFacts(
    isMP4OrMOV: true, container: "", width: 1280, height: 720, frameRate: Rational(30, 1),
    durationMilliseconds: 5_000, frameCount: 150, hasAudio: false)
}
