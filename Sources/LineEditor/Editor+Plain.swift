import Glibc

/// Reading on terminals that cannot be drawn on, and for those who have said `edit off`: the terminal
/// itself lets a line be corrected.
extension Editor {
  var isDumb: Bool {
    let term = settings.variable("TERM") ?? ""
    return term.isEmpty || term == "dumb"
  }

  func readPlainly(prompt text: String) -> LineReader.Line {
    outcome = nil
    plain += mailbox.takeTypedAhead()
    terminal.write([Cell](coloring: text).map(\.text).joined())
    while true {
      if let end = plain.firstIndex(of: 0x0A) {
        let line = String(decoding: plain[..<end], as: UTF8.self)
        plain.removeFirst(end + 1)
        return .text(line)
      }
      if mailbox.isGivenUp { return .stopped }
      var waiting = [
        pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 else { continue }
      if waiting[1].revents != 0 {
        _ = mailbox.takeReasons()
        showPlainly(prompt: text)
      }
      if waiting[0].revents != 0, !readPlainBytes() { return endPlainly() }
    }
  }

  private func showPlainly(prompt text: String) {
    let notices = mailbox.takeNotices()
    guard !notices.isEmpty else { return }
    terminal.write("\r\n" + notices.map(Self.onTerminal).joined())
    terminal.write([Cell](coloring: text).map(\.text).joined())
  }

  private func readPlainBytes() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    let count = Glibc.read(terminal.input, &bytes, bytes.count)
    if count > 0 { plain += bytes[..<count] }
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
  }

  private func endPlainly() -> LineReader.Line {
    defer { plain = [] }
    return plain.isEmpty ? .endOfInput : .text(String(decoding: plain, as: UTF8.self))
  }
}
