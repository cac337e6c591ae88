import CPseudoTerminal
import Glibc
import Synchronization

/// What the terminal's threads share; it lives until the last of them has ended.
final class PseudoTerminalCore: Sendable {
  struct State {
    var screen: Screen
    var bytes: [UInt8] = []
    var unsent: [UInt8] = []
    var process: pid_t = 0
    var ending: PseudoTerminal.Ending?
    /// Nobody has the terminal open any more.
    var isHungUp = false
    /// The program has ended, and all that it wrote was read.
    var isOver = false
    var isStopped = false
    var waiting: [Waiter] = []
  }

  /// Someone who waits for a condition.
  struct Waiter {
    let deadline: ContinuousClock.Instant
    let isMet: @Sendable (borrowing State) -> Bool
    let continuation: CheckedContinuation<Wait, Never>
  }

  /// How a wait ended, and what was shown then.
  struct Wait {
    enum Result {
      case met
      case timedOut
      /// The program has ended, so that nothing will change.
      case over
    }

    let result: Result
    let screen: Screen
    let ending: PseudoTerminal.Ending?
  }

  let state: Mutex<State>
  let master: CInt
  /// The path of the slave.
  let terminal: String
  /// A pipe: a byte in it ends the reader's wait.
  private let woken: CInt
  private let waker: CInt

  init(_ screen: Screen) throws {
    state = Mutex(State(screen: screen))
    master = try SystemCallFailed.check("posix_openpt", kedit_pty_open())
    var ends: [CInt] = [-1, -1]
    do {
      var name = [CChar](repeating: 0, count: 64)
      _ = try SystemCallFailed.check("unlockpt", kedit_pty_unlock(master, &name, name.count))
      let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      terminal = String(decoding: bytes, as: UTF8.self)
      _ = try SystemCallFailed.check("pipe", pipe(&ends))
    } catch {
      close(master)
      throw error
    }
    (woken, waker) = (ends[0], ends[1])
    for descriptor in [master, woken, waker] {
      precondition(
        fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
          && fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0,
        "an open descriptor takes its flags")
    }
    try setWindowSize(screen)
  }

  deinit {
    for descriptor in [master, woken, waker] { close(descriptor) }
  }

  /// Queues what is typed; the keys' bytes depend on the screen's modes.
  func send(_ bytes: (Screen) -> [UInt8]) {
    state.withLock { $0.unsent += bytes($0.screen) }
    wake()
  }

  func resize(columns: Int, height: Int) throws {
    try state.withLock { state in
      state.screen.resize(columns: columns, height: height)
      try setWindowSize(state.screen)
    }
    wake()
  }

  private func setWindowSize(_ screen: Screen) throws {
    let pixels = screen.kind.cellPixels
    var size = winsize(
      ws_row: UInt16(screen.height), ws_col: UInt16(screen.columns),
      ws_xpixel: UInt16((pixels?.width ?? 0) * screen.columns),
      ws_ypixel: UInt16((pixels?.height ?? 0) * screen.height))
    _ = try SystemCallFailed.check("TIOCSWINSZ", ioctl(master, UInt(TIOCSWINSZ), &size))
  }

  func wait(
    until deadline: ContinuousClock.Instant, _ isMet: @escaping @Sendable (borrowing State) -> Bool
  ) async -> Wait {
    await withCheckedContinuation { continuation in
      state.withLock {
        $0.waiting.append(Waiter(deadline: deadline, isMet: isMet, continuation: continuation))
      }
      wake()
    }
  }

  /// Ends the wait of the reader, who then looks at everything anew.
  func wake() {
    // A full pipe wakes as well.
    _ = write(waker, "!", 1)
  }

  /// Takes the bytes out of the pipe.
  func sleepAgain() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(woken, &bytes, bytes.count) == bytes.count {}
  }

  /// Waits for something to read, for room to write, for `wake`, or until the time is up.
  ///
  /// - Returns: what the terminal is ready for, as `poll` says it.
  func poll(wantsToWrite: Bool, isHungUp: Bool, milliseconds: Int32) -> Int32 {
    var entries = [
      pollfd(
        fd: isHungUp ? -1 : master, events: Int16(POLLIN | (wantsToWrite ? POLLOUT : 0)),
        revents: 0),
      pollfd(fd: woken, events: Int16(POLLIN), revents: 0),
    ]
    guard Glibc.poll(&entries, 2, milliseconds) > 0 else { return 0 }
    if entries[1].revents != 0 { sleepAgain() }
    return Int32(entries[0].revents)
  }
}
