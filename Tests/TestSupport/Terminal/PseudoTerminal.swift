package import Glibc
import Synchronization

/// A terminal with a person before it: runs a program, shows what it writes, types what a test says.
///
///     let terminal = try PseudoTerminal("/bin/sh", environment: ["PS1": "> "])
///     try await terminal.waitFor("the prompt") { $0.currentLine == ">" }
///     terminal.type("echo hello", .enter)
///     let screen = try await terminal.waitFor("the answer") { $0.lines.contains("hello") }
///     terminal.press(.ctrl("d"))
///     #expect(try await terminal.waitForExit() == .exit(0))
///
/// The program, and whatever else has the terminal, is ended when the last reference goes.
package final class PseudoTerminal: Sendable {
  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  let core: PseudoTerminalCore
  private let reader: TestThread
  private let undertaker: TestThread

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: without the program's own name.
  ///   - environment: all that it gets, beside `TERM=xterm-256color`, `LANG=C.UTF-8` and a plain
  ///     `PATH`, each of which it may replace, and what the sanitizers of the test are told.
  ///   - folder: where it begins; the test's own folder if none is given.
  ///   - columns: how wide the terminal is.
  ///   - height: how many lines it has.
  ///   - kind: what the terminal can do and answers.
  /// - Throws: `SystemCallFailed` where there is no terminal to be had or no such program.
  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    folder: String? = nil, columns: Int = 80, height: Int = 24, kind: TerminalKind = .xterm
  ) throws {
    var defaults = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin",
    ]
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      defaults[name] = getenv(name).map { String(cString: $0) }
    }
    let core = try PseudoTerminalCore(Screen(columns: columns, height: height, kind: kind))
    try core.start(
      program, arguments, environment: defaults.merging(environment) { $1 }, folder: folder)
    self.core = core
    do {
      undertaker = try TestThread { core.awaitEnd() }
      reader = try TestThread { core.run() }
    } catch {
      core.stop()
      throw error
    }
  }

  deinit {
    core.stop()
    undertaker.join()
    reader.join()
  }

  /// What is shown now.
  package var screen: Screen { core.state.withLock(\.screen) }

  /// Every byte that the program wrote.
  package var bytes: [UInt8] { core.state.withLock(\.bytes) }

  /// How the program ended; `nil` while it runs.
  package var ending: Ending? { core.state.withLock(\.ending) }

  /// The number of the process, which leads a session and a process group.
  package var processIdentifier: pid_t { core.process }

  /// The terminal's settings, as the program has set them, or left them behind.
  package var settings: TerminalSettings {
    get throws { try TerminalSettings(of: core.master) }
  }

  /// Types a text, then presses keys.
  package func type(_ text: String, _ keys: Key...) {
    core.send { screen in Array(text.utf8) + keys.flatMap { $0.bytes(on: screen) } }
  }

  package func press(_ keys: Key...) {
    core.send { screen in keys.flatMap { $0.bytes(on: screen) } }
  }

  /// Sends bytes that no key makes.
  package func send(bytes: [UInt8]) {
    core.send { _ in bytes }
  }

  /// Gives the window another size; the program gets `SIGWINCH`.
  package func resize(columns: Int, height: Int) throws {
    try core.resize(columns: columns, height: height)
  }

  /// Sends the program itself a signal; one that has ended gets none.
  package func send(_ signal: Int32) {
    core.signal(signal)
  }
}
