import KEditCLI
import PosixFiles
import Synchronization
import TestSupport

/// What one run of the program in this process wrote, and how it ended.
struct CapturedRun: Sendable {
  let code: ExitCode
  let output: String
  let error: String
  /// What `output` is the text of.
  var bytes: [UInt8] = []
}

/// Collects what is written to a stream.
final class Captured: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var all: [UInt8] { bytes.withLock { $0 } }
  var text: String { String(decoding: all, as: UTF8.self) }

  func append(_ new: [UInt8]) { bytes.withLock { $0 += new } }
}

/// Carries out a command line in this process, with streams of its own.
///
/// `lines` are those of standard input as they come; `answer` is what the person types when asked,
/// `nil` when there is nobody to ask; `isTerminal` says whether standard error is a terminal,
/// `showsOutput` whether standard output is one; `onOutput` and `onError` are told what goes to them,
/// as it comes. A simulator that it starts leaves the pictures alone, which takes less time.
func kedit(
  _ arguments: [String], in folder: String = "/", input: String = "",
  lines: AsyncStream<InputLine> = AsyncStream { $0.finish() },
  environment: Environment = [:], answer: String? = nil, isTerminal: Bool = false,
  showsOutput: Bool = false, interruptions: Interruptions = Interruptions(),
  onOutput: @escaping @Sendable (String) -> Void = { _ in },
  onError: @escaping @Sendable (String) -> Void = { _ in }
) async -> CapturedRun {
  let (output, error) = (Captured(), Captured())
  func stream(_ captured: Captured, isTerminal: Bool) -> Output {
    Output(
      isTerminal: isTerminal, size: { TerminalSize(columns: 80, lines: 24) },
      write: { bytes in
        captured.append(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        if captured === output { onOutput(text) } else { onError(text) }
        return 0
      })
  }
  let io = IO(
    output: stream(output, isTerminal: showsOutput), error: stream(error, isTerminal: isTerminal),
    readInput: { .success(Array(input.utf8)) }, inputLines: { lines }, canAsk: answer != nil,
    readAnswer: { answer },
    currentFolder: folder, interruptions: interruptions)
  let variables = ["KEDIT_STUDIO": "off"].merging(environment.variables) { $1 }
  let code = await Program.run(
    arguments: arguments, environment: Environment(variables), io: io)
  if arguments.first == "plan", code == .done, output.text.hasPrefix("{") {
    PlanArchive.keep(output.text.utf8)
  }
  return CapturedRun(code: code, output: output.text, error: error.text, bytes: output.all)
}
