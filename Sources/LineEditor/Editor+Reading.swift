import CEdit
import Glibc

extension Editor {
  /// Reads one line, from the first key to the last.
  func read(prompt text: String) -> LineReader.Line {
    guard canEdit else { return readPlainly(prompt: text) }
    if mailbox.isGivenUp { return .stopped }
    hold(evenInBackground: true)
    guard isHeld else { return .endOfInput }
    begin(prompt: text)
    var count: Int32 = 0
    let entered = el_wgets(edit, &count) != nil && count > 0
    let line = outcome.map(end) ?? (entered ? .text(takeLine()) : end(.endOfInput))
    showNotices()
    return line
  }

  private func begin(prompt text: String) {
    prompt = [Cell](coloring: text)
    outcome = nil
    pasted = ""
    candidates = []
    firstRow = 0
    lastCursor = 0
    walk = nil
    recalled = history.entries.reversed()
    recalledIndex = -1
    painter.forget()
    painter = Painter(columns: terminal.size.columns, reflows: painter.reflows)
  }

  private func end(_ outcome: Outcome) -> LineReader.Line {
    self.outcome = outcome
    switch outcome {
    case .interrupted:
      let wasEmpty = line.text.isEmpty
      moveCursor(to: .max)
      candidates = []
      show()
      terminal.write("^C" + painter.finish())
      return .interrupted(wasEmpty: wasEmpty)
    case .stopped:
      finishLine()
      return .stopped
    case .endOfInput:
      finishLine()
      return .endOfInput
    }
  }

  /// The line that was entered, without the line end that libedit has put behind it.
  private func takeLine() -> String {
    let (text, _) = line
    let hasEnd = text.unicodeScalars.last == "\n"
    if hasEnd {
      let count = text.unicodeScalars.count
      delete(count - 1..<count)
    }
    moveCursor(to: .max)
    finishLine()
    return line.text
  }
}
