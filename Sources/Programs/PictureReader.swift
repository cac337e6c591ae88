/// Pictures of any format that `ffmpeg` reads, as plain pixels.
package enum PictureReader {
  /// The pixels of a picture, red, green, blue and opacity, a byte each, in the size asked for;
  /// `nil` where it cannot be read.
  ///
  /// - Throws: `ProgramError`.
  package static func pixels(
    _ content: [UInt8], width: Int, height: Int, environment: [String: String],
    timeout: Duration = .seconds(30)
  ) async throws(ProgramError) -> [UInt8]? {
    let process = ChildProcess(
      "ffmpeg",
      [
        "-v", "error", "-protocol_whitelist", "pipe", "-i", "pipe:0", "-frames:v", "1",
        "-vf", "format=rgba,scale=\(width):\(height):flags=area", "-pix_fmt", "rgba",
        "-f", "rawvideo", "pipe:1",
      ], environment: environment, standardInput: content, timeout: timeout,
      outputLimit: width * height * 4 + 1)
    let outcome = try await process.run()
    return outcome.output.count == width * height * 4 ? outcome.output : nil
  }
}
