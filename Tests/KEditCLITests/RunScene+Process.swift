import KEditCLI
import Programs
import TestSupport

extension RunScene {
  /// What became of a process of the program.
  struct ProcessRun: Sendable {
    /// `nil` where it ended by a signal, or with a code that the program does not have.
    let code: ExitCode?
    let output: String
    let error: String
  }

  /// The real program in the scene's folder, with a key, and a journal there.
  func start(
    _ arguments: [String], input: String = "", key: String? = RunScene.key,
    environment extra: [String: String] = [:]
  ) async throws -> ProcessRun {
    let export = key.map { "export KLING_API_KEY=\($0); " } ?? ""
    let process = ChildProcess(
      "/bin/sh",
      ["-c", "cd '\(folder.path)'; \(export)exec \"$0\" \"$@\"", Executable.path] + arguments,
      environment: environment.merging([
        "KEDIT_STATE": folder("state/journal.sqlite"), "PATH": "/nowhere",
      ]) { $1 }.merging(extra) { $1 }, standardInput: Array(input.utf8), timeout: .seconds(60))
    let outcome = try await process.run()
    let output = String(decoding: outcome.output, as: UTF8.self)
    let error = String(decoding: outcome.errorOutput, as: UTF8.self)
    guard case .exit(let status) = outcome.ending else {
      return ProcessRun(code: nil, output: output, error: "\(outcome.ending)\n\(error)")
    }
    return ProcessRun(code: ExitCode(rawValue: status), output: output, error: error)
  }
}
