import MediaFacts
import PNGCodec
import PosixFiles
import Programs
import TestSupport
import Testing

/// Frames that carry their own number, through the programs that are really installed.
@Suite(.timeLimit(.minutes(5))) struct FFmpegTests {
  static let environment = ProcessEnvironment.variables()
  static let isInstalled = ProgramSearch.find("ffmpeg", path: environment["PATH"]) != nil

  /// A film of ten bars, which are white or black as the bits of the frame's number are 1 or 0.
  static func film(
    in folder: TemporaryFolder, _ name: String, seconds: Int = 10, filter: String = "null",
    sound: [String] = [],
    _ options: [String] = ["-c:v", "libx264", "-bf", "3", "-g", "48", "-pix_fmt", "yuv420p"]
  ) async throws -> String {
    let bars = "geq=lum='255*mod(floor(N/pow(2,floor(X/16))),2)':cb=128:cr=128"
    let path = folder(name)
    let process = ChildProcess(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-f", "lavfi", "-i",
        "color=s=160x32:r=30:d=\(seconds),format=yuv420p,\(bars),\(filter)",
      ] + sound + options + [path],
      environment: environment, timeout: .seconds(120))
    let outcome = try await process.run()
    try #require(outcome.succeeded, "\(String(decoding: outcome.errorOutput, as: UTF8.self))")
    return path
  }

  /// The number that is to be seen in a frame of a film; -1 where there is no frame.
  static func number(_ index: Int, of path: String) async throws -> Int {
    let finding = try await FFmpeg.frame(index, of: path, environment: environment)
    guard case .frame(let file) = finding else {
      #expect(finding == .noSuchFrame)
      return -1
    }
    let picture = try PNG.decode(file)
    try #require(picture.width == 160 && picture.height == 32)
    return (0..<10).reduce(0) { number, bit in
      let red = picture.bytes[(16 * 160 + bit * 16 + 8) * 4]
      return number | (red > 128 ? 1 << bit : 0)
    }
  }

  static let places = [0, 1, 47, 59, 60, 95, 96, 97, 144, 298, 299]

  @Test(.enabled(if: isInstalled), arguments: ["film.mp4", "film.mkv"])
  func `a frame is the one of that number, near the start or far into the film`(
    name: String
  ) async throws {
    let folder = try TemporaryFolder()
    let film = try await Self.film(in: folder, name)
    for place in Self.places { #expect(try await Self.number(place, of: film) == place) }
    for place in [300, 301, 5_000, -1] {
      #expect(try await Self.number(place, of: film) == -1)
    }
  }

  @Test(.enabled(if: isInstalled))
  func `the film's clock may start anywhere, and sound before or behind the pictures`() async throws
  {
    let folder = try TemporaryFolder()
    let sound = ["-itsoffset", "0.4", "-f", "lavfi", "-i", "sine=d=9"]
    let encoding = ["-c:v", "libx264", "-bf", "2", "-g", "30", "-c:a", "aac"]
    let films = [
      try await Self.film(in: folder, "behind.mp4", sound: sound, encoding),
      try await Self.film(
        in: folder, "late.mov", filter: "setpts=PTS+0.021/TB",
        sound: ["-f", "lavfi", "-i", "sine=d=9"],
        encoding + ["-vsync", "passthrough"]),
      try await Self.film(in: folder, "clock.mkv", encoding + ["-output_ts_offset", "73.5"]),
    ]
    for film in films {
      for place in [0, 59, 60, 90, 299] {
        #expect(try await Self.number(place, of: film) == place, "\(film)")
      }
    }
  }

  @Test(.enabled(if: isInstalled))
  func `where frames are missing, those that are there are counted`() async throws {
    let folder = try TemporaryFolder()
    let film = try await Self.film(
      in: folder, "gaps.mp4", filter: "select='mod(n\\,7)-3'",
      ["-c:v", "libx264", "-bf", "3", "-g", "40", "-vsync", "passthrough"])
    let there = (0..<300).filter { $0 % 7 != 3 }
    for place in [2, 3, 60, 62, 63, 120, there.count - 1] {
      #expect(try await Self.number(place, of: film) == there[place])
    }
    #expect(try await Self.number(there.count, of: film) == -1)
  }

  /// What a cut without encoding leaves in front is in the file and not in the film.
  @Test(.enabled(if: isInstalled))
  func `in a film that was cut, the first frame that is shown is the first`() async throws {
    let folder = try TemporaryFolder()
    let whole = try await Self.film(in: folder, "whole.mp4")
    let cut = folder("cut.mp4")
    let outcome = try await ChildProcess(
      "ffmpeg", ["-v", "error", "-nostdin", "-ss", "2.01", "-i", whole, "-c", "copy", cut],
      environment: Self.environment, timeout: .seconds(60)
    ).run()
    try #require(outcome.succeeded)
    let first = try await Self.number(0, of: cut)
    #expect(first > 0)
    for place in [1, 60, 150] {
      #expect(try await Self.number(place, of: cut) == first + place)
    }
  }

  @Test(.enabled(if: isInstalled))
  func `what is no film is told in the program's words`() async throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("text.mp4", "no film")
    for (path, words) in [(text, "Invalid data"), (folder("none.mp4"), "No such file")] {
      for index in [0, 100] {
        let finding = try await FFmpeg.frame(index, of: path, environment: Self.environment)
        guard case .unreadable(let line) = finding else {
          Issue.record("\(finding)")
          continue
        }
        #expect(line.contains(words))
        #expect(!line.contains(path))
      }
    }
  }

  @Test(.enabled(if: isInstalled))
  func `what a film refers to is not opened`() async throws {
    let folder = try TemporaryFolder()
    let list = try folder.write(
      "list.mp4",
      "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n"
        + "#EXT-X-ENDLIST\n")
    guard
      case .unreadable = try await FFmpeg.frame(0, of: list, environment: Self.environment)
    else {
      Issue.record("it was read")
      return
    }
  }

  /// A folder with programs called `ffmpeg` and `ffprobe`.
  static func frame(
    _ index: Int = 0, of path: String = "a.mp4", with script: String, ffprobe: String = "exit 1",
    timeout: Duration = .seconds(30)
  ) async throws -> FFmpeg.Finding {
    let folder = try TemporaryFolder()
    for (name, script) in [("ffmpeg", script), ("ffprobe", ffprobe)] {
      let program = try folder.write(name, "#!/bin/sh\n" + script)
      _ = try await ChildProcess(
        "chmod", ["+x", program], environment: ["PATH": "/usr/bin:/bin"], timeout: nil
      ).run()
    }
    return try await FFmpeg.frame(
      index, of: path, environment: ["PATH": "\(folder.path):/bin"], timeout: timeout)
  }

  /// The times of frames at 50 a second, in an order in which they may be decoded.
  static let packets = (0..<100).map { "\(Double($0 ^ 1) / 50),K_" }

  static func sought(
    _ index: Int, packets: [String] = packets, finding picture: String = "sought"
  ) async throws -> String {
    let finding = try await frame(
      index,
      with: """
        case "$*" in
        *" -ss "*) printf '\(picture)' "$*";;
        *"select=eq(n\\,\(index)),"*) printf counted;;
        esac
        """, ffprobe: "cat <<'end'\n" + packets.joined(separator: "\n") + "\nend")
    guard case .frame(let bytes) = finding else { return "\(finding)" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a frame far into the film is sought, by its own time alone`() async throws {
    #expect(try await Self.sought(59) == "counted")
    #expect(try await Self.sought(60) == "sought")
    let command = try await Self.sought(70, finding: "%s")
    #expect(command.contains(" -ss 1.4 "))
    #expect(command.contains("select=between(t\\,1.39\\,1.41),"))
    let cut = ["-0.02,KD", "-0.04,_D"] + Self.packets
    #expect(try await Self.sought(70, packets: cut, finding: "%s") == command)
  }

  @Test func `where it cannot be sought, it is counted to`() async throws {
    #expect(try await Self.sought(70, finding: "") == "counted")
    #expect(try await Self.sought(100) == "counted", "there is no such packet")
    for odd in ["N/A,K_", "nan,K_", "1.4", "1.40,K_", "x"] {
      #expect(try await Self.sought(70, packets: Self.packets + [odd]) == "counted", "\(odd)")
    }
    #expect(try await Self.sought(70, packets: []) == "counted")
  }

  @Test func `without the program there is no frame`() async throws {
    for index in [0, 500] {
      #expect(
        try await FFmpeg.frame(index, of: "a.mp4", environment: ["PATH": "/nowhere"])
          == .notInstalled)
    }
  }

  @Test(arguments: ["http://x/a", "-version", "a b'.mp4"])
  func `the path is a file, whatever it looks like`(path: String) async throws {
    let script = "for a; do test \"$a\" = \"file:\(path)\" && printf found; done; exit 0"
    #expect(try await Self.frame(of: path, with: script) == .frame(Array("found".utf8)))
  }

  @Test func `it has no input to wait for, and its time is limited`() async throws {
    #expect(try await Self.frame(with: "cat") == .noSuchFrame)
    await #expect(throws: ProgramError.timedOut("ffmpeg", .milliseconds(50))) {
      try await Self.frame(with: "sleep 60", timeout: .milliseconds(50))
    }
  }

  @Test func `a cancelled task ends it`() async throws {
    let task = Task { try await Self.frame(with: "sleep 60") }
    task.cancel()
    await #expect(throws: ProgramError.cancelled) { try await task.value }
  }
}
