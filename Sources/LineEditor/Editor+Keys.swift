import CEdit
import Glibc

/// Where keys come from: the terminal, and meanwhile whatever other threads want to be seen.
extension Editor {
  /// How long an escape may be the beginning of a sequence, in milliseconds.
  static let escapeDelay: Int32 = 50

  /// The next key, waiting for it; `nil` where the line is given up.
  func nextKey() -> Unicode.Scalar? {
    // A command that takes keys itself may not notice that there are none any more.
    if outcome != nil { return nil }
    leaveCharacter()
    if !pasted.isEmpty { return Bindings.Key.paste.scalar }
    while true {
      if isGivenUp() { return nil }
      while let event = typedAhead.popFirst() ?? decoder.next() {
        candidates = []
        switch event {
        case .key(let key): return key
        case .paste(let text):
          pasted = text
          return Bindings.Key.paste.scalar
        case .interrupt:
          outcome = .interrupted
          return nil
        case .suspend: suspend()
        case .quit: quit()
        }
      }
      // Nothing is shown while keys are there to be read: a long line that comes at once is drawn once.
      if !isReadable(0) { show() }
      guard wait() else { return nil }
    }
  }

  private func isGivenUp() -> Bool {
    guard mailbox.isGivenUp else { return false }
    outcome = .stopped
    return true
  }

  func isReadable(_ milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }

  /// Waits for bytes, which go to the decoder, or for news.
  ///
  /// - Returns: false at the end of input.
  private func wait() -> Bool {
    var waiting = [
      pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&waiting, 2, decoder.isWaitingBriefly ? Self.escapeDelay : -1)
    if count == 0 {
      decoder.giveUp()
      return true
    }
    guard count > 0 else { return errno == EINTR }
    if waiting[1].revents != 0 { hear(mailbox.takeReasons()) }
    if waiting[0].revents == 0 || readInput() { return true }
    outcome = .endOfInput
    return false
  }

  /// Reads what is there, which goes to the decoder.
  ///
  /// - Returns: false at the end of input.
  func readInput() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(terminal.input, &bytes, bytes.count)
    if count > 0 {
      decoder.feed(bytes[..<count])
      return true
    }
    return count < 0 && (errno == EINTR || errno == EAGAIN)
  }

  private func hear(_ changes: Mailbox.Changes) {
    if changes.hasContinued { resume() }
    if changes.hasResized || changes.hasContinued { fitTerminal() }
    showNotices()
  }

  // MARK: Stopped and continued

  private func quit() {
    guard TerminalGuard.handles(SIGQUIT) else { return }
    finishLine()
    quitProcess()
  }

  private func suspend() {
    guard TerminalGuard.handles(SIGTSTP) else { return }
    finishLine()
    hear(stopProcess())
  }

  /// Does what the terminal itself would have done for the key.
  func quitProcess() {
    TerminalGuard.putBack()
    _ = kill(0, SIGQUIT)
  }

  /// Does what the terminal itself would have done for the key, and returns when the process goes on.
  ///
  /// - Returns: what else has happened meanwhile.
  func stopProcess() -> Mailbox.Changes {
    TerminalGuard.putBack()
    _ = kill(0, SIGTSTP)
    // The signal may take its time, and until then nothing is to be shown.
    var waiting = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    while true {
      _ = poll(&waiting, 1, -1)
      let changes = mailbox.takeReasons()
      if changes.hasContinued { return changes }
    }
  }

  /// The process goes on: the shell has had the terminal meanwhile.
  private func resume() {
    _ = kedit_edit_prepare(edit, 0)
    _ = kedit_edit_prepare(edit, 1)
    TerminalGuard.begin(terminal)
    painter.forget()
  }
}
