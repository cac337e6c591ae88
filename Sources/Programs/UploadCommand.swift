/// A person's own command that brings a local file to a public URL (`KEDIT_UPLOAD_COMMAND`).
///
/// It is read by `/bin/sh`, as git reads `GIT_EDITOR`, so that quotes, variables and pipes work in
/// it; the file's path comes behind it as one more argument, whatever characters are in the path.
/// The last line that it prints must be the URL. It runs with the person's environment, without
/// the service's credentials.
package struct UploadCommand: Sendable {
  package enum Failure: Error, Hashable, Sendable {
    case program(ProgramError)
    /// It ended with a status that says so; the last line it printed to standard error.
    case failed(ChildProcess.Outcome.Ending, String)
    /// Its last line is no `http` or `https` URL; the line, or nothing.
    case noURL(String)
  }

  private let command: String
  private let environment: [String: String]

  package init(_ command: String, environment: [String: String]) {
    self.command = command
    self.environment = environment
  }

  /// Uploads a file.
  ///
  /// - Returns: the URL, free of blanks and control characters.
  /// - Throws: `Failure`.
  package func upload(
    _ path: String, timeout: Duration? = .seconds(3_600)
  ) async throws(Failure) -> String {
    // A name that begins with a hyphen must not be taken for an option.
    let argument = path.hasPrefix("-") ? "./" + path : path
    let process = ChildProcess(
      "/bin/sh", ["-c", command + " \"$@\"", "kedit-upload", argument],
      environment: environment, timeout: timeout)
    let outcome: ChildProcess.Outcome
    do throws(ProgramError) {
      outcome = try await process.run()
    } catch {
      throw .program(error)
    }
    guard outcome.succeeded else {
      throw .failed(outcome.ending, Self.lastLine(outcome.errorOutput))
    }
    let line = Self.lastLine(outcome.output)
    guard Self.isURL(line) else { throw .noURL(line) }
    return line
  }

  /// The last line that is not blank, without the blanks around it.
  private static func lastLine(_ output: [UInt8]) -> String {
    let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
    let last = lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
    let trimmed = last.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { String(trimmed[...$0]) } ?? ""
  }

  private static func isURL(_ line: String) -> Bool {
    let lowered = line.lowercased()
    let rest =
      lowered.hasPrefix("https://")
      ? lowered.dropFirst(8) : lowered.hasPrefix("http://") ? lowered.dropFirst(7) : ""
    guard let first = rest.unicodeScalars.first, !"/?#:".unicodeScalars.contains(first) else {
      return false
    }
    return line.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0x9F ~= $0.value) }
  }
}

extension UploadCommand.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .program(let error): "the upload command: \(error)"
    case .failed(.exit(let status), let words):
      "the upload command failed with status \(status)" + (words.isEmpty ? "" : ": \(words)")
    case .failed(.signal(let number), let words):
      "the upload command was ended by signal \(number)" + (words.isEmpty ? "" : ": \(words)")
    case .noURL(""): "the upload command printed no URL"
    case .noURL(let line): "the upload command's last line is no http or https URL: \(line)"
    }
  }
}
