import Crypto
import KEditPlan
import KEditREPL
import KEditSyntax
import PlainText

/// Shows what the session says: answers on standard output, mistakes on standard error.
struct ReplPrinter: Sendable {
  private let context: CommandContext
  private let pictures: ReplPictures
  private let isPerson: Bool

  init(_ context: CommandContext, _ entries: Entries, _ pictures: ReplPictures) {
    self.context = context
    self.pictures = pictures
    self.isPerson = if case .person = entries { true } else { false }
  }

  func show(_ message: Message) async {
    switch message {
    case .text(let text): write(text)
    case .spec(let text):
      let text = harmless(text, keepingLines: true)
      write(isPerson ? context.palette.highlighted(text) : text)
    case .plan(let plan, let form): show(plan, form)
    case .failure(let kind, let message, let help):
      context.report(CommandFailure(ExitCode(kind), message, help: help))
    case .warning(let message, let help): context.warn(message, help: help)
    case .findings(let diagnostics, let sources, let omitted):
      guard let first = sources.first else { return }
      DiagnosticPrinter(context).show(
        Findings(
          diagnostics, in: first, and: SourceSet(sources.dropFirst()), omittedErrors: omitted))
    case .mask(let view):
      if isPerson, let picture = await pictures.picture(of: view) {
        context.io.output.write(picture)
      }
    }
  }

  private func write(_ text: String) {
    if !text.isEmpty { context.io.output.write(text + "\n") }
  }

  private func show(_ plan: Plan, _ form: PlanForm) {
    switch form {
    case .text: context.io.output.write(PlanText(plan).text)
    case .json: plan.writeJSON { context.io.output.write($0) }
    case .curl: context.io.output.write(PlanScript(plan, sha256: hexadecimalSHA256).text)
    }
  }

  // MARK: Prompts

  /// `farm · frame 48 · 3 points ❯ `
  func prompt(_ place: [String]) -> String {
    let palette = context.palette
    var prompt = palette.apply(.bold, to: place[0])
    for part in place.dropFirst() { prompt += palette.apply(.faint, to: " · ") + part }
    return prompt + " " + palette.apply(.success, to: "❯") + " "
  }

  /// Before the lines of an entry that is not whole yet.
  var continuation: String { context.palette.apply(.faint, to: "…") + " " }
}
