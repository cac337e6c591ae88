import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit probe")
struct ProbeCommandTests {
  @Test("A sound video is described, and taken")
  func sound() async throws {
    let media = try await GalleryMedia()
    let run = await kedit(
      ["probe", "ten.mp4"], in: media.folder.path, environment: Environment(media.environment))
    #expect(run.code == .done)
    #expect(run.error.isEmpty)
    for line in [
      "ten.mp4\n", "  size      1280 × 720\n", "  rate      30 frames a second\n",
      "  frames    300, from 0 to 299\n", "  length    10 s\n", "  sound     no\n",
      "  duration  10\n", "\nthe service takes it\n",
    ] {
      #expect(run.output.contains(line), "\(line)")
    }
  }

  @Test(
    "What the service would refuse is said in the words of check",
    arguments: ["six", "short", "tiny", "pal", "film"])
  func refused(name: String) async throws {
    let media = try await GalleryMedia()
    let environment = Environment(media.environment)
    let file = name == "film" ? "film.mkv" : name + ".mp4"
    let run = await kedit(["probe", file], in: media.folder.path, environment: environment)
    #expect(run.code == .faultyFile)
    #expect(!run.output.contains("the service takes it"))
    try media.folder.write(
      "a.kedit", "video \"\(file)\"\nremove \"it\" at frame 0 point (0.5, 0.5)\n")
    let check = await kedit(["check", "a.kedit"], in: media.folder.path, environment: environment)
    let checked = check.output + check.error
    for line in run.error.split(separator: "\n") {
      let words = line.hasPrefix("help: ") ? line.dropFirst(6) : line
      #expect(checked.contains(words), "\(line)\n\(checked)")
    }
    #expect(run.error.contains("help: ") && run.error.contains("`ffmpeg -i INPUT"))
  }

  @Test("A program is told the same")
  func json() async throws {
    let media = try await GalleryMedia()
    let run = await kedit(
      ["probe", "six.mp4", "--format", "json"], in: media.folder.path,
      environment: Environment(media.environment))
    #expect(run.code == .faultyFile)
    #expect(run.error.isEmpty)
    let json = try JSON.parse(run.bytes)
    #expect(json["format"] == "kedit-probe/1")
    #expect(json["accepted"] == false)
    #expect(json["duration_ms"] == 6000)
    #expect(json["frame_rate"] == "30")
    #expect(json["fitting_duration"] == .null)
    #expect(json["findings"]?.array?.map { $0["code"] } == ["K411"])
  }

  @Test("The real program agrees on the examples")
  func examples() async throws {
    let environment: Environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    for name in ["farm.mp4", "farm-10s.mp4"] {
      let run = await kedit(["probe", ExampleMedia.path(name)], environment: environment)
      #expect(run.code == .done, "\(run.error)")
    }
    let picture = await kedit(["probe", ExampleMedia.path("hat.png")], environment: environment)
    #expect(picture.code == .faultyFile)
    #expect(picture.error.contains("error[K410]: a video is an MP4 or MOV file"))
  }

  @Test("Without ffprobe it is said what to install, and what is not there is a failure of its own")
  func missing() async throws {
    let media = try await GalleryMedia()
    let bare: Environment = ["PATH": "/nowhere"]
    let run = await kedit(["probe", "five.mp4"], in: media.folder.path, environment: bare)
    #expect(run.code == .usage)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("'ffprobe' is not installed"))
    #expect(await kedit(["probe", "no.mp4"], in: media.folder.path).code == .localFile)
    #expect(await kedit(["probe"], in: media.folder.path).code == .usage)
  }

  @Test("A link is fetched; one that is dead or cannot be reached says so")
  func links() async throws {
    let bytes = try ExampleMedia.bytes("farm.mp4")
    let server = try LoopbackServer { request in
      request.path == "/farm.mp4" ? .status(200, body: bytes) : .status(404)
    }
    let environment: Environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    let base = server.url
    let run = await kedit(["probe", base + "/farm.mp4"], environment: environment)
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.contains("1280 × 720"))
    let dead = await kedit(["probe", base + "/gone.mp4"], environment: environment)
    #expect(dead.code == .unreachable)
    #expect(dead.error.contains("HTTP 404"))
    let closed = await kedit(["frame", "http://127.0.0.1:1/a.mp4", "0"], environment: environment)
    #expect(closed.code == .unreachable)
  }
}
