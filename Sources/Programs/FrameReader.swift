/// Has the frames of one video read.
struct FrameReader {
  let path: String
  let environment: [String: String]
  let timeout: Duration

  /// From this frame on it takes less to ask for its time than to decode all before it.
  static let worthSeeking = 60
  /// A PNG of the largest video that the service takes is far below it, whatever it shows.
  static let pictureLimit = 64 << 20
  private static let packetListLimit = 16 << 20

  /// Counts from the first frame on.
  func frame(number index: Int) async throws(ProgramError) -> FFmpeg.Finding {
    try await picture(seek: [], choose: "eq(n\\,\(index))")
  }

  /// Seeks a frame by its time, and takes no other in its place.
  func frame(at time: FrameTime) async throws(ProgramError) -> FFmpeg.Finding {
    try await picture(
      seek: ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", "\(time.seconds)", "-copyts"],
      choose: "between(t\\,\(time.earliest)\\,\(time.latest))")
  }

  private func picture(
    seek: [String], choose expression: String
  ) async throws(ProgramError) -> FFmpeg.Finding {
    let process = ChildProcess(
      "ffmpeg",
      // `V` passes over cover pictures. Without its time the frame is the first of the output, and
      // nothing is repeated before it.
      ["-v", "error", "-nostdin", "-protocol_whitelist", "file"] + seek + [
        "-i", "file:\(path)", "-map", "0:V:0", "-vf", "select=\(expression),setpts=0",
        "-frames:v", "1", "-pix_fmt", "rgb24", "-c:v", "png", "-f", "image2pipe", "pipe:1",
      ],
      environment: environment, timeout: timeout, outputLimit: Self.pictureLimit)
    let outcome = try await process.run()
    guard outcome.output.isEmpty else { return .frame(outcome.output) }
    return outcome.succeeded
      ? .noSuchFrame : .unreadable(outcome.lastErrorLine(of: "ffmpeg", about: path))
  }

  /// When a frame is shown; `nil` where that cannot be told without decoding.
  func time(ofFrame index: Int) async throws(ProgramError) -> FrameTime? {
    let process = ChildProcess(
      "ffprobe",
      [
        "-v", "error", "-protocol_whitelist", "file", "-select_streams", "V:0", "-show_entries",
        "packet=pts_time,flags", "-of", "csv=p=0", "file:\(path)",
      ],
      environment: environment, timeout: timeout, outputLimit: Self.packetListLimit)
    let outcome: ChildProcess.Outcome
    do throws(ProgramError) {
      outcome = try await process.run()
    } catch .notFound, .tooMuchOutput {
      return nil
    }
    return outcome.succeeded ? FrameTime(ofFrame: index, packets: outcome.output) : nil
  }
}
