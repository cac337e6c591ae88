import Glibc
import Programs

extension SimulatorSurroundings {
  /// The machine's clock, its `ffprobe` and its `ffmpeg`, where they are installed.
  package static func system(
    environment: [String: String], notice: @escaping @Sendable (String) -> Void
  ) -> SimulatorSurroundings {
    SimulatorSurroundings(
      now: unixMilliseconds,
      probe: { path in
        do {
          switch try await FFprobe.probe(path, environment: environment) {
          case .video(let facts): return .facts(facts)
          case .noVideo: return .unreadable("it holds no moving pictures")
          case .unreadable(let why): return .unreadable(why)
          case .notInstalled: return .unavailable
          }
        } catch {
          return .unreadable("\(error)")
        }
      },
      drawClip: { path, seconds in
        await drawClip(path, seconds: seconds, environment: environment)
      },
      studio: VideoStudio(environment: environment),
      noticeWithoutStudio:
        "without ffmpeg the simulator edits nothing: the results are the sources as they are",
      notice: notice)
  }

  /// Shapes that move over a coloured ground, so that frames can be told apart.
  private static func drawClip(
    _ path: String, seconds: Int, environment: [String: String]
  ) async -> Bool {
    let sources = [
      "color=c=0x8fc1ea:size=1280x720:rate=30:duration=\(seconds)", "color=c=0xd8572a:size=120x120",
      "color=c=0xf2c53d:size=90x130", "color=c=0x5b3a8c:size=150x80",
    ]
    let graph =
      "[0]drawbox=y=430:h=290:color=0x6fae5a:t=fill[a];"
      + "[a][1]overlay=x='150+40*t':y='500-30*abs(sin(4*t))'[b];"
      + "[b][2]overlay=x='560+10*sin(2*t)':y='390'[c];"
      + "[c][3]overlay=x='1000-50*t':y='560':shortest=0"
    let process = ChildProcess(
      "ffmpeg",
      ["-v", "error", "-nostdin"] + sources.flatMap { ["-f", "lavfi", "-i", $0] } + [
        "-filter_complex", graph, "-frames:v", "\(seconds * 30)",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-pix_fmt", "yuv420p",
        "-movflags", "+faststart", "file:\(path)",
      ], environment: environment, timeout: .seconds(60))
    guard let outcome = try? await process.run(), outcome.succeeded else {
      _ = unlink(path)
      return false
    }
    return true
  }

  private static func unixMilliseconds() -> Int {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0 else {
      preconditionFailure("every system has a clock")
    }
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
