import KEditCLI
import PosixFiles
import Programs
import Synchronization
import Testing

/// The program, in this process and as one of its own.
enum Kedit {
  struct Result: Sendable {
    let status: Int32
    let output: String
    let error: String
  }

  private final class Captured: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    var stream: Output {
      Output(isTerminal: false) { new in
        self.bytes.withLock { $0 += new }
        return 0
      }
    }
  }

  /// Carries out a command line in this process, with nobody to ask.
  static func run(_ arguments: [String], in folder: String) async -> Result {
    let (output, error) = (Captured(), Captured())
    let io = IO(
      output: output.stream, error: error.stream, readInput: { .success([]) }, canAsk: false,
      readAnswer: { nil }, currentFolder: folder, interruptions: Interruptions())
    let code = await Program.run(
      arguments: arguments, environment: ["PATH": "/usr/bin:/bin", "KEDIT_STUDIO": "off"], io: io)
    return Result(status: code.rawValue, output: output.text, error: error.text)
  }

  /// Runs a script of the shell in which `kedit` is the program that was built with these tests;
  /// both of its streams come as one.
  static func shell(_ script: String, in folder: String, home: String) async throws -> String {
    let programs = Path.folder(of: try testBinary())
    let process = ChildProcess(
      "/bin/sh", ["-c", "cd '\(folder)' && exec 2>&1\n" + script],
      environment: [
        "PATH": "\(programs):/usr/bin:/bin", "HOME": home, "LC_ALL": "C.UTF-8",
        "XDG_STATE_HOME": home + "/state", "KEDIT_STUDIO": "off",
      ], timeout: .seconds(60))
    return String(decoding: try await process.run().output, as: UTF8.self)
  }

  /// Where the program lies.
  static var program: String {
    get throws { Path.join(Path.folder(of: try testBinary()), "kedit") }
  }

  /// Where the running test program lies, beside which the build puts the others.
  private static func testBinary() throws -> String {
    let words = try FileSystem.read("/proc/self/cmdline", limit: 1 << 20).split(separator: 0)
      .map { String(decoding: $0, as: UTF8.self) }
    return try #require(words.first { $0.hasSuffix(".xctest") })
  }
}
