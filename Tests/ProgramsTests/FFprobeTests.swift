import MediaFacts
import Programs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct FFprobeTests {
  /// A folder with a program called `ffprobe` that prints a report, whatever it is asked.
  static func probe(_ script: String, path: String = "a.mp4") async throws -> FFprobe.Finding {
    let folder = try TemporaryFolder()
    let program = try folder.write("ffprobe", "#!/bin/sh\n" + script)
    _ = try await ChildProcess(
      "chmod", ["+x", program], environment: ["PATH": "/usr/bin:/bin"], timeout: nil
    ).run()
    return try await FFprobe.probe(path, environment: ["PATH": "\(folder.path):/usr/bin:/bin"])
  }

  static func report(
    stream: String, before: String = "", after: String = "", format: String = "mov,mp4,m4a"
  ) async throws -> FFprobe.Finding {
    try await probe(
      """
      cat <<'end'
      {"programs": [], "streams": [\(before){"codec_type": "video", "width": 1280, "height": 720,
      \(stream)}\(after)], "format": {"format_name": "\(format)", "duration": "5.005"}}
      end
      """)
  }

  static func facts(
    container: String = "mov,mp4,m4a", isMP4OrMOV: Bool = true, width: Int = 1_280,
    height: Int = 720, rate: Rational = Rational(30, 1), milliseconds: Int = 5_000,
    frames: Int = 150, hasAudio: Bool = false
  ) -> FFprobe.Finding {
    .video(
      VideoFacts(
        isMP4OrMOV: isMP4OrMOV, container: container, width: width, height: height,
        frameRate: rate, durationMilliseconds: milliseconds, frameCount: frames,
        hasAudio: hasAudio))
  }

  static let plain =
    #""r_frame_rate": "30/1", "avg_frame_rate": "30/1", "nb_frames": "150", "duration": "5.000000""#

  @Test func `a plain video`() async throws {
    #expect(try await Self.report(stream: Self.plain) == Self.facts())
    let sound = #", {"codec_type": "audio"}"#
    #expect(
      try await Self.report(stream: Self.plain, after: sound) == Self.facts(hasAudio: true))
  }

  @Test func `a cover picture is no video`() async throws {
    let cover =
      #"{"codec_type": "video", "width": 9, "height": 9, "disposition": {"attached_pic": 1}}"#
    #expect(try await Self.report(stream: Self.plain, before: cover + ",") == Self.facts())
    #expect(
      try await Self.probe("echo '{\"streams\": [\(cover)], \"format\": {}}'") == .noVideo)
  }

  @Test(arguments: [(90, true), (-90, true), (270, true), (180, false), (0, false), (-180, false)])
  func `a quarter turn swaps width and height`(degrees: Int, isTurned: Bool) async throws {
    let stream = Self.plain + #", "side_data_list": [{}, {"rotation": \#(degrees)}]"#
    let expected = isTurned ? Self.facts(width: 720, height: 1_280) : Self.facts()
    #expect(try await Self.report(stream: stream) == expected)
  }

  @Test(arguments: [
    ("30/1", "4500/151", Rational(30, 1)),  // one long last frame
    ("30000/1001", "30000/1001", Rational(30_000, 1_001)),
    ("60/1", "24/1", Rational(24, 1)),  // a varying rate on a grid of 60
    ("90000/1", "25/1", Rational(25, 1)),
    ("24/1", "0/0", Rational(24, 1)),
  ])
  func `the rate is the nominal one unless frames are missing`(
    nominal: String, average: String, rate: Rational
  ) async throws {
    let stream =
      #""r_frame_rate": "\#(nominal)", "avg_frame_rate": "\#(average)", "nb_frames": "150", "#
      + #""duration": "5.0""#
    #expect(try await Self.report(stream: stream) == Self.facts(rate: rate))
  }

  @Test func `a container without counts gives length and frames all the same`() async throws {
    let stream = #""r_frame_rate": "24/1", "avg_frame_rate": "24/1""#
    #expect(
      try await Self.report(stream: stream, format: "matroska,webm")
        == Self.facts(
          container: "matroska,webm", isMP4OrMOV: false, rate: Rational(24, 1),
          milliseconds: 5_005, frames: 120))
  }

  @Test(arguments: [
    #""r_frame_rate": "90000/1", "avg_frame_rate": "0/0", "duration": "5""#,
    #""r_frame_rate": "0/0", "avg_frame_rate": "-1/2", "duration": "5""#,
    #""duration": "5""#,
    #""r_frame_rate": "24/1", "width": 3"#,
  ])
  func `a report without a rate, or unsound, is no ground to judge on`(
    stream: String
  ) async throws {
    guard case .unreadable = try await Self.report(stream: stream) else {
      Issue.record("it was taken")
      return
    }
  }

  @Test func `a damaged file is told in the program's words, without the path`() async throws {
    let script = "echo '[mov] moov atom not found' >&2; echo \"$9: Invalid data\" >&2; exit 1"
    #expect(try await Self.probe(script) == .unreadable("Invalid data"))
    #expect(
      FFprobe.Finding.unreadable("Invalid data").media(of: .mp4OrMOV)
        == .other("a damaged video (Invalid data)"))
  }

  @Test func `the path is a file, whatever it looks like`() async throws {
    let script = "eval last=\\$$#; echo \"$last\" >&2; exit 1"
    #expect(try await Self.probe(script, path: "http://x/a") == .unreadable("file:http://x/a"))
    #expect(try await Self.probe(script, path: "-version") == .unreadable("file:-version"))
  }

  @Test func `without the program nothing is known`() async throws {
    let finding = try await FFprobe.probe("a.mp4", environment: ["PATH": "/nowhere"])
    #expect(finding == .notInstalled)
    #expect(finding.media(of: .mp4OrMOV) == .unprobedVideo)
    #expect(finding.media(of: .otherVideo("an AVI video")) == .other("an AVI video"))
  }
}
