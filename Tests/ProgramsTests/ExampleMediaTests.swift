import MediaFacts
import PosixFiles
import Programs
import Testing

/// The drawn media of the examples, through the programs that are really installed.
@Suite(.timeLimit(.minutes(1))) struct ExampleMediaTests {
  static let environment = ProcessEnvironment.variables()
  static let hasFFprobe = ProgramSearch.find("ffprobe", path: environment["PATH"]) != nil

  static func path(_ name: String) -> String {
    Path.normalize(
      Path.join(Path.folder(of: #filePath), "../../specs/examples/media/\(name)"))
  }

  @Test(.enabled(if: hasFFprobe), arguments: [("farm.mp4", 5), ("farm-10s.mp4", 10)])
  func `the films are what the service takes`(name: String, seconds: Int) async throws {
    let content = try FileSystem.read(Self.path(name), limit: 400_000)
    #expect(ContentType.recognize(content) == .mp4OrMOV)
    let finding = try await FFprobe.probe(Self.path(name), environment: Self.environment)
    #expect(
      finding
        == .video(
          VideoFacts(
            isMP4OrMOV: true, container: "mov,mp4,m4a,3gp,3g2,mj2", width: 1_280, height: 720,
            frameRate: Rational(30, 1), durationMilliseconds: seconds * 1_000,
            frameCount: seconds * 30, hasAudio: true)))
  }

  @Test(arguments: [("corgi.png", 480, 420), ("balloon.png", 360, 520), ("hat.png", 480, 360)])
  func `the images are PNG, of a size the service takes`(
    name: String, width: Int, height: Int
  ) throws {
    let content = try FileSystem.read(Self.path(name), limit: 100_000)
    #expect(
      ContentType.recognize(content)
        == .image(ImageFacts(format: .png, width: width, height: height)))
  }

  @Test(.enabled(if: hasFFprobe))
  func `what is no film is told from one`() async throws {
    let script = try await FFprobe.probe(Self.path("draw.sh"), environment: Self.environment)
    guard case .unreadable(let words) = script else {
      Issue.record("a script is no film")
      return
    }
    #expect(words.contains("Invalid data"))
  }
}
