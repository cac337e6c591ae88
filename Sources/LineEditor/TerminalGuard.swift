import Glibc
import Synchronization

// What a signal handler needs stands in these: it may call next to nothing, and no Swift object can be
// handed to it. Only one terminal is guarded at a time.

/// The descriptor of the terminal while its modes are not what they were; below 0 at other times.
private let guardedInput = Atomic<Int32>(-1)
private let guardedOutput = Atomic<Int32>(-1)
/// Where to write why the reading thread is woken; below 0 while nobody reads.
private let alarm = Atomic<Int32>(-1)
/// Address of the modes to put back, and of the handlers that were there before, by signal.
private let savedModes = Atomic<UInt>(0)
private let savedHandlers = Atomic<UInt>(0)
/// The signals that are handled here, a bit each.
private let handled = Atomic<UInt64>(0)

/// Puts the terminal back as it was, whatever ends the process: an error, a signal, a crash.
///
/// It is armed while the terminal has modes of ours.
enum TerminalGuard {
  /// What ends paste brackets and colours.
  private static let farewell: StaticString = "\u{1B}[?2004l\u{1B}[0m"
  private static let lineEnd: StaticString = "\r\n"
  private static let greeting = "\u{1B}[?2004h"

  private static let signalCount = 65
  private static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS]
  /// What ends a process that does not care for them.
  private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGUSR1, SIGUSR2]

  /// Memory for the handlers, allocated once and never freed: a handler may run at any time.
  private static let memory: Bool = {
    let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    modes.initialize(to: termios())
    let handlers = UnsafeMutablePointer<sigaction>.allocate(capacity: 2 * signalCount)
    handlers.initialize(repeating: sigaction(), count: 2 * signalCount)
    savedModes.store(UInt(bitPattern: modes), ordering: .sequentiallyConsistent)
    savedHandlers.store(UInt(bitPattern: handlers), ordering: .sequentiallyConsistent)
    // Somebody may call exit() while another thread reads.
    return atexit { TerminalGuard.leave() } == 0
  }()

  /// Begins: `modes` are those to put back.
  static func arm(_ terminal: Terminal, modes: termios, alarm descriptor: Int32) {
    _ = memory
    UnsafeMutablePointer<termios>(bitPattern: savedModes.load(ordering: .relaxed))?.pointee = modes
    alarm.store(descriptor, ordering: .sequentiallyConsistent)
    for signal in crashes {
      install(signal, flags: SA_SIGINFO | SA_ONSTACK) { number, info, _ in
        TerminalGuard.crashed(number, info)
      }
    }
    for signal in endings where isDefault(signal) {
      install(signal, flags: SA_SIGINFO) { number, _, _ in TerminalGuard.ended(number) }
    }
    if isDefault(SIGTSTP) {
      install(SIGTSTP, flags: SA_SIGINFO | SA_RESTART) { _, _, _ in TerminalGuard.stopped() }
    }
    install(SIGCONT, flags: SA_SIGINFO | SA_RESTART) { _, _, _ in TerminalGuard.note(.continued) }
    install(SIGWINCH, flags: SA_SIGINFO | SA_RESTART) { _, _, _ in TerminalGuard.note(.resized) }
  }

  /// The terminal is about to be given other modes; pastes are marked from now on.
  static func begin(_ terminal: Terminal) {
    guardedOutput.store(terminal.output, ordering: .sequentiallyConsistent)
    guardedInput.store(terminal.input, ordering: .sequentiallyConsistent)
    terminal.write(greeting)
  }

  /// Whether a signal does with this process what it does with most, but for the terminal.
  static func handles(_ signal: Int32) -> Bool {
    handled.load(ordering: .relaxed) & (1 << UInt64(signal)) != 0
  }

  /// Puts the modes back; safe in a signal handler, and any number of times.
  ///
  /// - Returns: whether they were other ones.
  @discardableResult
  static func putBack() -> Bool {
    let input = guardedInput.exchange(-1, ordering: .sequentiallyConsistent)
    guard input >= 0,
      let modes = UnsafePointer<termios>(bitPattern: savedModes.load(ordering: .relaxed))
    else { return false }
    let output = guardedOutput.load(ordering: .relaxed)
    _ = write(output, farewell.utf8Start, farewell.utf8CodeUnitCount)
    _ = tcsetattr(input, TCSANOW, modes)
    return true
  }

  /// Ends: the terminal is as it was, and signals are handled as before.
  static func disarm() {
    putBack()
    for signal in crashes + endings + [SIGTSTP, SIGCONT, SIGWINCH] { giveBack(signal) }
    alarm.store(-1, ordering: .sequentiallyConsistent)
  }

  // MARK: Handlers

  /// What comes next, from the shell or the system, begins a line of its own.
  private static func leave() {
    let output = guardedOutput.load(ordering: .relaxed)
    if putBack() { _ = write(output, lineEnd.utf8Start, lineEnd.utf8CodeUnitCount) }
  }

  private static func crashed(_ signal: Int32, _ info: UnsafeMutablePointer<siginfo_t>?) {
    leave()
    restore(signal)
    // A fault comes again as soon as this returns, and then ends the process as it would have; a
    // signal that somebody sent does not.
    if (info?.pointee.si_code ?? 0) <= 0 { _ = raise(signal) }
  }

  private static func ended(_ signal: Int32) {
    leave()
    restore(signal)
    _ = raise(signal)
  }

  private static func stopped() {
    let error = errno
    putBack()
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    var mine = sigaction()
    _ = sigaction(SIGTSTP, &action, &mine)
    var set = sigset_t()
    _ = sigemptyset(&set)
    _ = sigaddset(&set, SIGTSTP)
    _ = raise(SIGTSTP)
    // Here the process stops, and goes on with SIGCONT.
    _ = pthread_sigmask(SIG_UNBLOCK, &set, nil)
    _ = sigaction(SIGTSTP, &mine, nil)
    note(.continued)
    errno = error
  }

  private static func note(_ reason: Mailbox.Reason) {
    let error = errno
    var byte = reason.rawValue
    _ = write(alarm.load(ordering: .relaxed), &byte, 1)
    errno = error
  }

  // MARK: Installing them

  private static func handlers() -> UnsafeMutablePointer<sigaction>? {
    UnsafeMutablePointer(bitPattern: savedHandlers.load(ordering: .relaxed))
  }

  private static func install(
    _ signal: Int32, flags: Int32,
    _ handler:
      @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void
  ) {
    guard let handlers = handlers() else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = handler
    action.sa_flags = flags
    guard sigaction(signal, &action, handlers + Int(signal)) == 0 else { return }
    // The handler as it reads when asked for, to know it again.
    guard sigaction(signal, nil, handlers + Int(signal) + signalCount) == 0 else { return }
    handled.bitwiseOr(1 << UInt64(signal), ordering: .sequentiallyConsistent)
  }

  private static func restore(_ signal: Int32) {
    guard let handlers = handlers() else { return }
    _ = sigaction(signal, handlers + Int(signal), nil)
  }

  /// As `restore`, but where somebody else handles the signal by now, that stays.
  private static func giveBack(_ signal: Int32) {
    let bit: UInt64 = 1 << UInt64(signal)
    guard handled.bitwiseAnd(~bit, ordering: .sequentiallyConsistent).oldValue & bit != 0,
      let handlers = handlers()
    else { return }
    var current = sigaction()
    guard sigaction(signal, nil, &current) == 0 else { return }
    let own = handlers[Int(signal) + signalCount]
    if isSame(current, own) { restore(signal) }
  }

  private static func isSame(_ action: sigaction, _ other: sigaction) -> Bool {
    withUnsafeBytes(of: action.__sigaction_handler) { handler in
      withUnsafeBytes(of: other.__sigaction_handler) { handler.elementsEqual($0) }
    }
  }

  private static func isDefault(_ signal: Int32) -> Bool {
    var action = sigaction()
    var byDefault = sigaction()
    byDefault.__sigaction_handler.sa_handler = SIG_DFL
    return sigaction(signal, nil, &action) == 0 && isSame(action, byDefault)
  }
}
