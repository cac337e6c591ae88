/// A video that is made frame by frame: H.264 in an MP4 file, with the sound of another.
package struct VideoEncoder: ~Copyable {
  private var program: PipedProgram

  /// What the video is to be.
  package struct Settings: Hashable, Sendable {
    package var width: Int
    package var height: Int
    /// A second, as ffmpeg reads it: `30`, `30000/1001`.
    package var rate: String
    package var pixels: VideoDecoder.Pixels
    /// The x264 constant rate factor: the lower, the truer.
    package var quality: Int
    /// What becomes of the sound of the source.
    package var source: SourceStreams

    package init(
      width: Int, height: Int, rate: String, pixels: VideoDecoder.Pixels, quality: Int,
      source: SourceStreams
    ) {
      self.width = width
      self.height = height
      self.rate = rate
      self.pixels = pixels
      self.quality = quality
      self.source = source
    }
  }

  /// Starts encoding into a file, in place of one that is there.
  ///
  /// - Throws: `ProgramError`.
  package init(
    _ path: String, _ settings: Settings, soundOf source: String, environment: [String: String],
    timeout: Duration, stop: WorkStop
  ) throws(ProgramError) {
    let streams = settings.source
    var arguments = [
      "-v", "error", "-nostdin", "-y", "-f", "rawvideo", "-pix_fmt", settings.pixels.rawValue,
      "-s", "\(settings.width)x\(settings.height)", "-framerate", settings.rate, "-i", "pipe:0",
      "-protocol_whitelist", "file", "-i", "file:\(source)",
      "-map", "0:v:0", "-map", "1:a?", "-map_metadata", "-1",
      "-c:v", "libx264", "-preset", "veryfast", "-crf", "\(settings.quality)",
      "-pix_fmt", settings.pixels.rawValue,
    ]
    arguments += streams.colorArguments
    arguments += ["-c:a", streams.soundFitsMP4 ? "copy" : "aac"]
    arguments += ["-movflags", "+faststart", "-f", "mp4", "file:\(path)"]
    program = try PipedProgram(
      "ffmpeg", arguments, environment: environment, hasInput: true, timeout: timeout, stop: stop)
  }

  /// Adds a frame.
  ///
  /// - Throws: `ProgramError`, or `CodingFailure` where it cannot be encoded.
  package mutating func add(_ bytes: [UInt8]) throws {
    var failure: ProgramError?
    var isTaken = false
    bytes.withUnsafeBytes { buffer in
      do throws(ProgramError) {
        isTaken = try program.write(buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard isTaken else {
      _ = try program.finish()
      throw CodingFailure(words: program.lastErrorLine)
    }
  }

  /// Ends the file.
  ///
  /// - Throws: `ProgramError`, or `CodingFailure` where it is not sound.
  package mutating func finish() throws {
    guard try program.finish() else { throw CodingFailure(words: program.lastErrorLine) }
  }
}
