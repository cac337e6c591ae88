extension ChildProcess.Outcome {
  /// The sum of what a program of the ffmpeg family printed to standard error, without the path in
  /// front, which the caller knows.
  func lastErrorLine(of program: String, about path: String) -> String {
    let lines = String(decoding: errorOutput, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let last = lines.last else { return "\(program) gave no reason" }
    let prefix = "file:\(path): "
    return String(last.hasPrefix(prefix) ? last.dropFirst(prefix.count) : last)
  }
}
