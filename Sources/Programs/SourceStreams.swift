import OrderedJSON

/// What must be known of a video to make another of its frames that plays like it.
package struct SourceStreams: Hashable, Sendable {
  /// The name of the sound's codec; `nil` where there is no sound.
  package let soundCodec: String?
  /// How its colours are meant, by option of ffmpeg; only what the file says.
  package let colors: [String: String]

  /// Whether an MP4 file can hold the sound as it is.
  package var soundFitsMP4: Bool {
    ["aac", "mp3", "ac3", "eac3", "alac", "opus"].contains(soundCodec ?? "aac")
  }

  var colorArguments: [String] {
    colors.sorted { $0.key < $1.key }.flatMap { ["-\($0.key)", $0.value] }
  }

  /// Looks into a local file.
  ///
  /// - Throws: `ProgramError`.
  package static func of(
    _ path: String, environment: [String: String]
  ) async throws(ProgramError) -> SourceStreams {
    let process = ChildProcess(
      "ffprobe",
      [
        "-v", "error", "-protocol_whitelist", "file", "-show_entries",
        "stream=codec_type,codec_name,color_space,color_transfer,color_primaries",
        "-of", "json", "file:\(path)",
      ], environment: environment, timeout: .seconds(30))
    let outcome = try await process.run()
    let streams = (try? JSON.parse(outcome.output))?["streams"]?.array ?? []
    let picture = streams.first { $0["codec_type"] == "video" }
    var colors: [String: String] = [:]
    for (option, field) in [
      ("colorspace", "color_space"), ("color_trc", "color_transfer"),
      ("color_primaries", "color_primaries"),
    ] {
      guard let value = picture?[field]?.string, value != "unknown", value != "reserved" else {
        continue
      }
      colors[option] = value
    }
    return SourceStreams(
      soundCodec: streams.first { $0["codec_type"] == "audio" }?["codec_name"]?.string,
      colors: colors)
  }
}
