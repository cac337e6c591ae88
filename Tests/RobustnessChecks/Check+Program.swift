package import KEditCLI
import OrderedJSON
import PosixFiles
import Synchronization

/// `kedit check` of the bytes ends as documented, says the same twice, and prints nothing harmful.
func checkProgram(_ bytes: [UInt8]) async throws(CheckFailure) {
  let text = await runCheck(bytes, format: "text")
  try require([0, 1].contains(text.code.rawValue), "the exit code is \(text.code.rawValue)")
  try require(text.output.isEmpty, "text went to standard output")
  try requireHarmless(text.error, "the report")
  let format = ["json", "sarif", "github"][bytes.count % 3]
  let report = await runCheck(bytes, format: format)
  try require(report.code == text.code, "another exit code with --format \(format)")
  if format == "github" {
    try requireHarmless(report.output, "the annotations")
    for line in report.output.split(separator: "\n") where !line.hasPrefix("::") {
      throw CheckFailure("a line of the annotations is none")
    }
  } else {
    do { _ = try JSON.parse(Array(report.output.utf8)) } catch {
      throw CheckFailure("the report is no JSON: \(error.message)")
    }
  }
  let again = await runCheck(bytes, format: format)
  try require(again.output == report.output, "the same file is reported on in two ways")
}

private func runCheck(_ bytes: [UInt8], format: String) async -> ProgramRun {
  await runProgram(["check", "--format", format, "-"], input: bytes)
}

/// What one run of the program in this process wrote, and how it ended.
package struct ProgramRun: Sendable {
  package let code: ExitCode
  package let output: String
  package let error: String
}

/// Carries out a command line in this process, without environment, and with nobody to ask.
package func runProgram(
  _ arguments: [String], in folder: String = "/nonexistent", input: [UInt8] = []
) async -> ProgramRun {
  let output = Collector()
  let error = Collector()
  let io = IO(
    output: output.stream, error: error.stream, readInput: { .success(input) }, canAsk: false,
    readAnswer: { nil }, currentFolder: folder, interruptions: Interruptions())
  let code = await Program.run(arguments: arguments, environment: [:], io: io)
  return ProgramRun(code: code, output: output.text, error: error.text)
}

/// Collects what is written to a stream.
private final class Collector: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  var stream: Output {
    Output(
      isTerminal: false,
      write: { new in
        self.bytes.withLock { $0 += new }
        return 0
      })
  }
}
