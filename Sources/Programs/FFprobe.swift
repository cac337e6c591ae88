package import MediaFacts

/// What `ffprobe`, where it is installed, says of a video.
package enum FFprobe {
  package enum Finding: Hashable, Sendable {
    case video(VideoFacts)
    /// It can be read, but holds no moving pictures: a sound, a subtitle.
    case noVideo
    /// It cannot be read as what it seems to be; why, in the program's words.
    case unreadable(String)
    /// The program is not there, so that nothing is known.
    case notInstalled

    /// What a spec's checks are told of a file of that type.
    package func media(of type: ContentType) -> FileFacts.Media {
      switch self {
      case .video(let facts): .video(facts)
      case .noVideo: .other("a file without moving pictures")
      case .unreadable(let words): .other("a damaged video (\(words))")
      case .notInstalled: type.unprobed
      }
    }
  }

  /// Looks into a local file; nothing that the file refers to is opened, in the network or here.
  ///
  /// - Throws: `ProgramError`, but never `.notFound`.
  package static func probe(
    _ path: String, environment: [String: String], timeout: Duration = .seconds(30)
  ) async throws(ProgramError) -> Finding {
    let entries =
      "format=format_name,duration"
      + ":stream=codec_type,width,height,avg_frame_rate,r_frame_rate,nb_frames,duration"
      + ":stream_disposition=attached_pic:stream_side_data=rotation"
    let process = ChildProcess(
      "ffprobe",
      [
        "-v", "error", "-protocol_whitelist", "file", "-show_entries", entries, "-of", "json",
        "file:\(path)",
      ],
      environment: environment, timeout: timeout)
    let outcome: ChildProcess.Outcome
    do throws(ProgramError) {
      outcome = try await process.run()
    } catch .notFound {
      return .notInstalled
    }
    guard outcome.succeeded else {
      return .unreadable(outcome.lastErrorLine(of: "ffprobe", about: path))
    }
    return FFprobeReport.read(outcome.output)
  }
}
