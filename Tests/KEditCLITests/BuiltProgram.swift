import PosixFiles
import Programs
import TestSupport
import Testing

/// The program that was built with these tests, as a process.
enum BuiltProgram {
  typealias Outcome = (status: Int32, output: String, error: String)

  /// Runs a line of shell in which `$kedit` is the program.
  static func shell(
    _ script: String, in folder: TemporaryFolder, environment: [String: String] = [:]
  ) async throws -> Outcome {
    let program = Path.join(Path.folder(of: try testBinary()), "kedit")
    let process = ChildProcess(
      "/bin/sh", ["-c", "cd '\(folder.path)' && " + script],
      environment: environment.merging([
        "kedit": program, "PATH": "/usr/bin:/bin", "XDG_STATE_HOME": folder("state"),
        "KEDIT_STUDIO": "off",
      ]) { $1 },
      timeout: .seconds(60))
    let outcome = try await process.run()
    guard case .exit(let status) = outcome.ending else {
      Issue.record("ended by a signal: \(outcome.ending)")
      return (-1, "", "")
    }
    return (
      status, String(decoding: outcome.output, as: UTF8.self),
      String(decoding: outcome.errorOutput, as: UTF8.self)
    )
  }

  /// Where the running test program lies, beside which the build puts the others.
  private static func testBinary() throws -> String {
    let maps = try FileSystem.read("/proc/self/cmdline", limit: 1 << 20)
    let words = maps.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return try #require(words.first { $0.hasSuffix(".xctest") })
  }
}
