import KEditPlan

/// What a person is asked before something is spent.
struct Question: Sendable {
  private let text: String

  /// `limit` is what the run may cost at most, where that was said.
  init(_ estimate: UnitRange, limit: DecimalNumber?, isSimulated: Bool) {
    let units =
      estimate.min == estimate.max ? "\(estimate.max)" : "\(estimate.min) to \(estimate.max)"
    let atMost = limit.map { $0 < estimate.max ? ", and no more than \($0)" : "" } ?? ""
    text =
      isSimulated
      ? "Proceed? This is simulated and costs nothing."
      : "Proceed? This will cost about \(units) units\(atMost)."
  }

  /// The failure where nobody is there to answer.
  let cannotBeAsked = CommandFailure(
    .stopped, "there is no terminal to ask before something is spent",
    help: "--yes stands for the answer")

  /// Asks until the answer is yes or no; no answer is a no.
  func ask(_ context: CommandContext) async -> Bool { await Self.asks(text, context) }

  /// Asks any question of that kind.
  static func asks(_ text: String, _ context: CommandContext) async -> Bool {
    await answer(to: text, context) ?? false
  }

  /// What a person says to any question of that kind; `nil` where the input ended, or the wait for it.
  static func answer(to text: String, _ context: CommandContext) async -> Bool? {
    while true {
      let answer = await context.io.asking {
        context.io.error.write(context.palette.apply(.bold, to: text) + " [y/N] ")
        return await context.io.readAnswer()
      }
      guard let line = answer else {
        context.io.error.write("\n")
        return nil
      }
      switch line.lowercased().filter({ !$0.isWhitespace }) {
      case "y", "yes": return true
      case "", "n", "no": return false
      default: continue
      }
    }
  }
}
