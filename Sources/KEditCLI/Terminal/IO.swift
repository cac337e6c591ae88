package import KEditEngine
package import PosixFiles

/// Everything of the process's surroundings that commands touch, so that a test can be them.
package struct IO: Sendable {
  /// Results.
  package var output: Output
  /// Everything else: diagnostics, progress, questions.
  package var error: Output
  /// All of standard input.
  package let readInput: @Sendable () -> Result<[UInt8], FileError>
  /// The lines of standard input as they come.
  package let inputLines: @Sendable () -> AsyncStream<InputLine>
  /// Whether a person types at standard input and watches standard output.
  package let isInteractive: Bool
  /// Where the system shows the file that standard input is, for telling it from others; `nil` where
  /// it is none.
  package let inputPath: String?
  /// Whether there is a person to ask.
  package let canAsk: Bool
  /// The line that the person types, without its end; `nil` when there is none.
  package let readAnswer: @Sendable () async -> String?
  /// Asks, once nothing is left of what was typed before: that is no answer.
  package var asking: Asking
  /// The folder that relative paths start from.
  package let currentFolder: String
  /// The signals that ask the program to stop.
  package let interruptions: Interruptions
  /// Stands between a run and its world: nothing in the program, whatever a test wants to see or to
  /// go wrong.
  package let decorate: @Sendable (World) -> World

  /// Does what shows a question and reads the answer, which it returns.
  package typealias Asking =
    @Sendable (_ question: @Sendable () async -> String?) async -> String?

  package init(
    output: Output, error: Output, readInput: @escaping @Sendable () -> Result<[UInt8], FileError>,
    inputLines: @escaping @Sendable () -> AsyncStream<InputLine> = {
      AsyncStream { $0.finish() }
    }, isInteractive: Bool = false, inputPath: String? = nil, canAsk: Bool,
    readAnswer: @escaping @Sendable () async -> String?,
    asking: @escaping Asking = { await $0() }, currentFolder: String,
    interruptions: Interruptions, decorate: @escaping @Sendable (World) -> World = { $0 }
  ) {
    self.output = output
    self.error = error
    self.readInput = readInput
    self.inputLines = inputLines
    self.isInteractive = isInteractive
    self.inputPath = inputPath
    self.canAsk = canAsk
    self.readAnswer = readAnswer
    self.asking = asking
    self.currentFolder = currentFolder
    self.interruptions = interruptions
    self.decorate = decorate
  }
}
