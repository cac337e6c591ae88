/// What `ffmpeg`, where it is installed, takes out of a video.
package enum FFmpeg {
  package enum Finding: Hashable, Sendable {
    /// The frame as a PNG, 8 bits each of red, green and blue, turned as the video is shown.
    case frame([UInt8])
    /// The video ends before it.
    case noSuchFrame
    /// It cannot be read as a video; why, in the program's words.
    case unreadable(String)
    /// The program is not there.
    case notInstalled
  }

  /// Takes a frame out of a local file, counted from 0 in the order in which they are shown.
  ///
  /// Nothing that the file refers to is opened, in the network or here. A frame far into the video
  /// is sought by the time that the file itself gives it, and taken only if it has just that time;
  /// failing that, all frames are counted from the first.
  ///
  /// - Throws: `ProgramError`, but never `.notFound`.
  package static func frame(
    _ index: Int, of path: String, environment: [String: String], timeout: Duration = .seconds(30)
  ) async throws(ProgramError) -> Finding {
    guard index >= 0 else { return .noSuchFrame }
    let reader = FrameReader(path: path, environment: environment, timeout: timeout)
    do throws(ProgramError) {
      if index >= FrameReader.worthSeeking,
        let time = try await reader.time(ofFrame: index),
        case .frame(let picture) = try await reader.frame(at: time)
      {
        return .frame(picture)
      }
      return try await reader.frame(number: index)
    } catch .notFound {
      return .notInstalled
    }
  }

  /// Has a JPEG read, given whole; it becomes a PNG of 8 bits each of red, green and blue.
  ///
  /// - Throws: `ProgramError`, but never `.notFound`.
  package static func picture(
    ofJPEG jpeg: [UInt8], environment: [String: String], timeout: Duration = .seconds(30)
  ) async throws(ProgramError) -> Finding {
    // The format is named, so that no content can choose another one.
    let process = ChildProcess(
      "ffmpeg",
      [
        "-v", "error", "-xerror", "-err_detect", "explode", "-protocol_whitelist", "pipe",
        "-f", "jpeg_pipe", "-i", "pipe:0",
        "-frames:v", "1", "-pix_fmt", "rgb24", "-c:v", "png", "-f", "image2pipe", "pipe:1",
      ],
      environment: environment, standardInput: jpeg, timeout: timeout,
      outputLimit: FrameReader.pictureLimit)
    let outcome: ChildProcess.Outcome
    do throws(ProgramError) {
      outcome = try await process.run()
    } catch .notFound {
      return .notInstalled
    }
    // Of one that breaks off, a part can be shown, which is not the picture.
    guard outcome.succeeded, !outcome.output.isEmpty else {
      return .unreadable(outcome.lastErrorLine(of: "ffmpeg", about: "pipe:0"))
    }
    return .frame(outcome.output)
  }
}
