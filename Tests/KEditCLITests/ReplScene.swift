import KEditCLI
import TestSupport

extension RunScene {
  /// `kedit repl` in the folder, with a script of these lines.
  func repl(
    _ lines: [String], _ arguments: String..., environment extra: [String: String] = [:],
    answer: String? = nil, interruptions: Interruptions = Interruptions()
  ) async -> CapturedRun {
    await repl(
      AsyncStream { stream in
        for line in lines { stream.yield(.text(line)) }
        stream.finish()
      }, arguments, environment: extra, answer: answer, interruptions: interruptions)
  }

  func repl(
    _ lines: AsyncStream<InputLine>, _ arguments: [String] = [],
    environment extra: [String: String] = [:], answer: String? = nil,
    interruptions: Interruptions = Interruptions(),
    onOutput: @escaping @Sendable (String) -> Void = { _ in }
  ) async -> CapturedRun {
    await kedit(
      ["repl"] + arguments, in: folder.path, lines: lines,
      environment: Environment(environment.merging(extra) { $1 }), answer: answer,
      interruptions: interruptions, onOutput: onOutput)
  }

  /// A video that is opened, and an edit of it that is marked.
  static let marked = [
    "video \"https://example.com/a.mp4\"",
    "remove \"the chick\" at frame 0 point (0.77, 0.30) as clean",
  ]
}
