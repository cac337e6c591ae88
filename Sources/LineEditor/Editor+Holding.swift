import CEdit
import Glibc

/// Whose the terminal is between two lines: ours, so that what is typed then is neither echoed nor lost.
extension Editor {
  /// Everything that the reading thread does.
  func serve() {
    hold()
    while true {
      switch nextRequest() {
      case .read(let prompt, let reply):
        mailbox.beginReading()
        let line = read(prompt: prompt)
        mailbox.endReading { terminal.write(Self.onTerminal($0)) }
        reply(line)
      case .lend(let loan, let reply):
        lend(loan)
        reply()
      case .takeBack:
        isLent = false
        hold()
        if isHeld { decoder.feed(mailbox.takeTypedAhead()) }
      case .close(let reply):
        letGo()
        mailbox.refuseRequests()
        reply()
        return
      }
    }
  }

  /// Lines are edited, not just read.
  var canEdit: Bool { kedit_edit_is_on(edit) && !isDumb }

  /// Takes the terminal: pastes are marked, and keys come one by one, unseen. What is printed is treated
  /// as ever.
  ///
  /// - Parameter evenInBackground: where another process has the terminal, wait until it is our turn.
  func hold(evenInBackground: Bool = false) {
    guard canEdit, !isHeld, evenInBackground || isInForeground, var modes = terminal.modes
    else { return }
    decoder.control = withUnsafeBytes(of: &modes.c_cc) { keys in
      func key(_ index: Int32) -> UInt8? { keys[Int(index)] == 0 ? nil : keys[Int(index)] }
      return KeyDecoder.ControlKeys(
        interrupt: key(VINTR), suspend: key(VSUSP), quit: key(VQUIT))
    }
    TerminalGuard.arm(terminal, modes: modes, alarm: mailbox.alarmDescriptor)
    TerminalGuard.begin(terminal)
    // These are the modes that libedit leaves behind when a line is entered, and sets now.
    run(["setty", "-x", "-echo", "-icanon", "-isig"])
    isHeld = true
  }

  private func letGo() {
    guard isHeld else { return }
    isHeld = false
    TerminalGuard.disarm()
  }

  private var isInForeground: Bool {
    let group = tcgetpgrp(terminal.input)
    return group < 0 || group == getpgrp()
  }

  private func lend(_ loan: LineReader.Loan) {
    if isHeld { keepWhatIsThere() }
    isLent = true
    switch loan {
    case .inquiry: return
    case .question:
      typedAhead = []
      decoder.forget()
      plain = []
    case .program: break
    }
    letGo()
  }

  // MARK: What is typed meanwhile

  /// Keeps what is typed until there is something to do.
  private func nextRequest() -> Mailbox.Request {
    while true {
      if let request = mailbox.takeRequest() { return request }
      keepKeys()
      var waiting = [
        pollfd(fd: listens ? terminal.input : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&waiting, 2, decoder.isWaitingBriefly ? Self.escapeDelay : -1)
      if count == 0 { decoder.giveUp() }
      if count > 0, waiting[1].revents != 0 { note(mailbox.takeReasons()) }
      if count > 0, waiting[0].revents != 0 { isAtEnd = !readInput() }
    }
  }

  private var listens: Bool { isHeld && !isLent && !isAtEnd }

  /// How long the rest of a paste may take, in milliseconds.
  private static let pasteDelay: Int32 = 200

  private func keepWhatIsThere() {
    while isReadable(decoder.isPasting ? Self.pasteDelay : 0), readInput() {}
    keepKeys()
  }

  private func keepKeys() {
    while let event = decoder.next() {
      switch event {
      case .key, .paste: typedAhead.append(event)
      case .interrupt:
        // Whoever stops what goes on does not want what was to come behind it.
        typedAhead = []
        terminal.write("^C\r\n")
        _ = kill(0, SIGINT)
      case .suspend: if TerminalGuard.handles(SIGTSTP) { note(stopProcess()) }
      case .quit: if TerminalGuard.handles(SIGQUIT) { quitProcess() }
      }
    }
  }

  private func note(_ changes: Mailbox.Changes) {
    if changes.hasResized { el_resize(edit) }
    // The shell has had the terminal meanwhile, and may have it still.
    if changes.hasContinued, isHeld {
      letGo()
      hold()
    }
  }
}
