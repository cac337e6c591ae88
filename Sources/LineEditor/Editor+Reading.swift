import CEdit
import Glibc

extension Editor {
  /// Reads one line, from the first key to the last.
  func read(prompt text: String) -> LineReader.Line {
    guard kedit_edit_is_on(edit), !isDumb else { return readPlainly(prompt: text) }
    if mailbox.isGivenUp { return .stopped }
    guard let modes = terminal.modes else { return .endOfInput }
    begin(prompt: text, modes: modes)
    TerminalGuard.arm(terminal, modes: modes, alarm: mailbox.alarmDescriptor)
    TerminalGuard.begin(terminal)
    var count: Int32 = 0
    let entered = el_wgets(edit, &count) != nil && count > 0
    let line = outcome.map(end) ?? (entered ? .text(takeLine()) : end(.endOfInput))
    // libedit has put its own idea of the modes back by now; these are what they were.
    TerminalGuard.disarm()
    showNotices()
    return line
  }

  private func begin(prompt text: String, modes: termios) {
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
    var modes = modes
    decoder.control = withUnsafeBytes(of: &modes.c_cc) { keys in
      func key(_ index: Int32) -> UInt8? { keys[Int(index)] == 0 ? nil : keys[Int(index)] }
      return KeyDecoder.ControlKeys(
        interrupt: key(VINTR), suspend: key(VSUSP), quit: key(VQUIT))
    }
    decoder.feed(mailbox.takeTypedAhead())
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
