import CEdit

/// What a person sees of the line.
extension Editor {
  /// Shows the line as it is, the candidates below it.
  func show() {
    noticeSize()
    var layout = layOut()
    let (columns, lines) = terminal.size
    if let search {
      layout.append(CandidateList.rows([search.label], columns: columns, limit: 1))
    } else if !candidates.isEmpty {
      let limit = max(1, lines - layout.rows.count)
      layout.append(CandidateList.rows(candidates, columns: columns, limit: limit))
    }
    var output = painter.draw(layout)
    if bell.pointee.rang {
      bell.pointee.rang = false
      output += "\u{07}"
    }
    terminal.write(output)
  }

  private func layOut() -> Layout {
    let (text, cursor) = line
    let cells = colored(text)
    var index = 0
    var scalars = 0
    while index < cells.count, scalars + cells[index].scalarCount <= cursor {
      scalars += cells[index].scalarCount
      index += 1
    }
    let layout = Layout(
      prompt + cells, cursorIndex: prompt.count + index, columns: painter.columns)
    return layout.window(terminal.size.lines, first: &firstRow)
  }

  /// The line in colours, if what the colouring gives is the same text.
  private func colored(_ text: String) -> [Cell] {
    let colored = settings.colored(text)
    if colored != text {
      let (cells, plain) = [Cell].parse(colored)
      if plain.unicodeScalars.elementsEqual(text.unicodeScalars) { return cells }
    }
    return text.map { Cell($0) }
  }

  /// Shows the whole line a last time and goes below it.
  func finishLine() {
    candidates = []
    search = nil
    noticeSize()
    terminal.write(painter.draw(layOut()) + painter.finish())
    firstRow = 0
  }

  /// Shows what other threads have to say above the line.
  func showNotices() {
    let notices = mailbox.takeNotices()
    guard !notices.isEmpty else { return }
    noticeSize()
    terminal.write(painter.erase() + notices.map(Self.onTerminal).joined())
    if outcome == nil { show() }
  }

  /// Lines as a terminal in raw mode takes them.
  static func onTerminal(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0 + "\r\n" }.joined()
  }

  /// The signal that tells of another size may come later than what is typed after the change.
  private func noticeSize() {
    if terminal.size.columns != painter.columns { fitTerminal() }
  }

  /// The terminal has another size.
  func fitTerminal() {
    el_resize(edit)
    terminal.write(painter.resize(columns: terminal.size.columns))
  }
}
