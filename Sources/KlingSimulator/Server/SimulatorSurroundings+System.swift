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
      notice: notice)
  }

  /// Shapes that move over a coloured ground, so that frames can be told apart.
  private static func drawClip(
    _ path: String, seconds: Int, environment: [String: String]
  ) async -> Bool {
    let process = ChildProcess(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-f", "lavfi",
        "-i", "testsrc2=size=1280x720:rate=30:duration=\(seconds)",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "30", "-pix_fmt", "yuv420p",
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
