import Glibc
import PosixThreads
import Synchronization

/// Reads lines from a terminal, with everything that makes typing bearable: editing by libedit's
/// commands, history, completion, paste, and other threads' words above the line.
///
/// From the beginning to `close` the terminal is its own: what is typed between two lines is not
/// echoed into what others print, and is there when the next one is read. A thread of its own reads, for
/// that waits without end. `show`, `remember` and `stop` may be called from anywhere at any time.
package final class LineReader: Sendable {
  /// What became of a line.
  package enum Line: Hashable, Sendable {
    /// What was entered; of several lines if it was pasted so.
    case text(String)
    /// Ctrl-C; the line is gone.
    case interrupted(wasEmpty: Bool)
    /// Ctrl-D on an empty line, or the terminal is gone.
    case endOfInput
    /// `stop` was called, or the task cancelled.
    case stopped
  }

  private let mailbox: Mailbox
  private let store: History
  private let terminal: Terminal

  /// Prepares the terminal and its editor, and reads history and ~/.editrc; nothing is shown.
  ///
  /// - Throws: `LineReaderError`; `.notATerminal` where there is nobody to edit for.
  package init(_ settings: Settings) throws(LineReaderError) {
    guard isatty(settings.input) == 1, isatty(settings.output) == 1 else { throw .notATerminal }
    useUTF8()
    let mailbox = try Mailbox()
    let store = History(path: settings.historyPath, limit: settings.historyLimit)
    self.mailbox = mailbox
    self.store = store
    terminal = Terminal(input: settings.input, output: settings.output)
    let editor = try Editor(settings, mailbox: mailbox, history: store)
    do throws(PosixThread.Refused) {
      try PosixThread.detach { editor.serve() }
    } catch {
      throw .system(error.code)
    }
  }

  deinit { mailbox.ask(.close {}) }

  /// Reads one line behind a prompt, which may have colours (ECMA-48, SGR).
  ///
  /// A second call waits for the first.
  package func read(prompt: String) async -> Line {
    mailbox.prepare()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.ask(.read(prompt: prompt) { continuation.resume(returning: $0) })
      }
    } onCancel: {
      mailbox.cancel()
    }
  }

  /// What somebody else takes the terminal for, between two lines.
  package enum Loan: Sendable {
    /// The terminal itself is asked something: it stays as it is, and what it says is left to whoever
    /// asks, who gives back with `unread` what a person typed meanwhile.
    case inquiry
    /// A person is asked something. The terminal is as it was before; what was typed until now is no
    /// answer to that, and is dropped.
    case question
    /// A program has it as it was before; what was typed until now is kept for the next line.
    case program
  }

  /// Does what takes the terminal, between two lines.
  package func lend<Value, Failure: Error>(
    _ loan: Loan, to body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    await withCheckedContinuation { continuation in
      mailbox.ask(.lend(loan) { continuation.resume() })
    }
    defer { mailbox.ask(.takeBack) }
    return try await body()
  }

  /// Shows lines above the one being typed, which stays as it is; plainly where none is.
  package func show(_ text: String) {
    mailbox.post(text) { terminal.write(Editor.onTerminal($0)) }
  }

  /// Takes back what somebody else has read from the terminal between two lines, and was typed for the
  /// next one.
  package func unread(_ bytes: [UInt8]) { mailbox.takeBack(bytes) }

  /// Adds an entry to history, in the file too: other sessions' entries stay there.
  package func remember(_ entry: String) { store.add(entry) }

  /// What was entered, oldest first.
  package var history: [String] { store.entries }

  /// Why history does not last, once for each failure.
  package func takeHistoryFailure() -> String? {
    store.takeFailure().map { "\($0)" }
  }

  /// Ends the line being read, and all later ones: `read` gives `.stopped`.
  package func stop() { mailbox.stop() }

  /// Stops, and returns once the terminal is as it was.
  package func close() async {
    stop()
    await withCheckedContinuation { continuation in
      mailbox.ask(.close { continuation.resume() })
    }
  }

  /// Puts the terminal back as it was, for those who end the process at once.
  package static func putTerminalBack() { TerminalGuard.putBack() }
}

/// libedit goes by the locale of the process: without UTF-8 there it drops all that is not ASCII.
private func useUTF8() {
  _ = setlocale(LC_CTYPE, "")
  if let set = nl_langinfo(nl_item(CODESET)), strcmp(set, "UTF-8") == 0 { return }
  _ = setlocale(LC_CTYPE, "C.UTF-8")
}
