/// The frames of a video, decoded one after the other.
package struct VideoDecoder: ~Copyable {
  private var program: PipedProgram
  private let frameBytes: Int

  /// How the pixels are to come: in planes of brightness and colour.
  package enum Pixels: String, Sendable {
    /// Colour has half the resolution.
    case halfColor = "yuv420p"
    case fullColor = "yuv444p"
  }

  /// Starts decoding; nothing that the file refers to is opened, in the network or here.
  ///
  /// - Parameters:
  ///   - path: a local file.
  ///   - size: which the frames are brought to.
  ///   - pixels: how their pixels are to come.
  ///   - frameBytes: how many bytes each of them then has.
  ///   - environment: says where ffmpeg is.
  ///   - timeout: how long all of it may take.
  ///   - stop: ends it early.
  /// - Throws: `ProgramError`.
  package init(
    _ path: String, size: (width: Int, height: Int), pixels: Pixels, frameBytes: Int,
    environment: [String: String], timeout: Duration, stop: WorkStop
  ) throws(ProgramError) {
    self.frameBytes = frameBytes
    program = try PipedProgram(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-i", "file:\(path)",
        "-map", "0:V:0", "-fps_mode", "passthrough",
        "-vf", "scale=\(size.width):\(size.height):flags=area",
        "-pix_fmt", pixels.rawValue, "-f", "rawvideo", "pipe:1",
      ], environment: environment, hasInput: false, timeout: timeout, stop: stop)
  }

  /// The next frame; `nil` behind the last.
  ///
  /// - Throws: `ProgramError`, or `CodingFailure` where it cannot be decoded.
  package mutating func next() throws -> [UInt8]? {
    var count = 0
    var failure: ProgramError?
    let bytes = [UInt8](unsafeUninitializedCapacity: frameBytes) { buffer, initialized in
      do throws(ProgramError) {
        count = try program.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
      initialized = count
    }
    if let failure { throw failure }
    if count == frameBytes { return bytes }
    // A last frame that came in part is none; what was wrong is said at the end.
    guard try program.finish() else { throw CodingFailure(words: program.lastErrorLine) }
    return nil
  }
}

/// `ffmpeg` could not read or write a video; why, in its words.
package struct CodingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let words: String

  package init(words: String) {
    self.words = words
  }

  package var description: String { words.isEmpty ? "ffmpeg failed" : words }
}
