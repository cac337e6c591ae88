import Glibc

/// Feeds a running program, collects what it prints, and ends it when it must end.
struct ProcessAttendant: ~Copyable {
  /// Why a program was ended before it ended itself.
  enum Interruption: Error {
    case timeout
    case output
    case cancelled
  }

  private let identifier: pid_t
  private var input: Descriptor?
  private var output: Descriptor?
  private var errorOutput: Descriptor?
  private var unwritten: ArraySlice<UInt8>
  private var printed: [UInt8] = []
  private var printedErrors: [UInt8] = []
  private let outputLimit: Int
  /// When the program is next interfered with: its time is up, or it did not end when asked.
  private var deadline: ContinuousClock.Instant?
  private var interruption: Interruption?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(
    _ process: consuming RunningProcess, input: [UInt8], outputLimit: Int,
    deadline: ContinuousClock.Instant?
  ) {
    self.identifier = process.identifier
    self.input = process.input
    self.output = .some(process.output)
    self.errorOutput = .some(process.errorOutput)
    self.unwritten = input[...]
    self.outputLimit = outputLimit
    self.deadline = deadline
  }

  /// Attends the program until it has ended; afterwards it is waited for, whatever happened.
  mutating func attend(
    until stop: StopSignal
  ) throws(SystemError) -> Result<ChildProcess.Outcome, Interruption> {
    do throws(SystemError) {
      try exchange(until: stop)
    } catch {
      signal(SIGKILL)
      _ = try reap()
      throw error
    }
    // What a program that was ended has started itself ends with it; its own end was not yet
    // taken note of, so that the group's number still belongs to it.
    if interruption != nil { signal(SIGKILL) }
    let ending = try reap()
    if let interruption { return .failure(interruption) }
    return .success(
      ChildProcess.Outcome(ending: ending, output: printed, errorOutput: printedErrors))
  }

  private mutating func exchange(until stop: StopSignal) throws(SystemError) {
    try input?.setNonblocking()
    try output?.setNonblocking()
    try errorOutput?.setNonblocking()
    var pause: Int32 = 1
    while true {
      var events = [
        pollfd(fd: input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: output?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorOutput?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruption == nil ? stop.descriptor : -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&events, nfds_t(events.count), waitingTime(atMost: pause))
      guard ready >= 0 || errno == EINTR else { throw .last }
      try feed()
      try collect()
      if ready > 0, events[3].revents != 0 { interrupt(.cancelled) }
      if let deadline, deadline <= .now { deadlinePassed() }
      // The end of its output is no end of a program, nor the other way round: one may be started
      // in the background that holds the pipe.
      if try hasExited() { return try collect() }
      pause = ready > 0 ? 1 : min(pause * 2, 50)
    }
  }

  /// Milliseconds, up to the deadline.
  private func waitingTime(atMost pause: Int32) -> Int32 {
    guard let deadline else { return pause }
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { return 0 }
    return left < .milliseconds(Int64(pause)) ? 1 : pause
  }

  private mutating func feed() throws(SystemError) {
    while let number = input?.number {
      guard !unwritten.isEmpty else {
        input = nil
        return
      }
      let count = unwritten.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
      if count >= 0 {
        unwritten = unwritten.dropFirst(count)
      } else if errno == EPIPE {
        input = nil  // It does not want to read on, which is its own business.
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Takes what a pipe can hold, but no more: one that prints without end must not keep us here.
  private mutating func collect() throws(SystemError) {
    try collectErrors()
    for _ in 0..<16 {
      guard let number = output?.number else { return }
      switch try fillBuffer(from: number) {
      case nil: return
      case 0: output = nil
      case let count?:
        if interruption == nil { printed += buffer[..<count] }
        if printed.count > outputLimit { interrupt(.output) }
      }
    }
  }

  private mutating func collectErrors() throws(SystemError) {
    for _ in 0..<16 {
      guard let number = errorOutput?.number else { return }
      switch try fillBuffer(from: number) {
      case nil: return
      case 0: errorOutput = nil
      case let count?: printedErrors += buffer[..<count].prefix(outputLimit - printedErrors.count)
      }
    }
  }

  /// The number of bytes that were there, 0 at the end, `nil` where there are none yet.
  private mutating func fillBuffer(from number: Int32) throws(SystemError) -> Int? {
    while true {
      let count = read(number, &buffer, buffer.count)
      if count >= 0 { return count }
      if errno == EAGAIN { return nil }
      guard errno == EINTR else { throw .last }
    }
  }

  /// Asks the whole group to end, and leaves it half a second for that.
  private mutating func interrupt(_ reason: Interruption) {
    guard interruption == nil else { return }
    interruption = reason
    signal(SIGTERM)
    deadline = .now + .milliseconds(500)
  }

  private mutating func deadlinePassed() {
    if interruption == nil {
      interrupt(.timeout)
    } else {
      signal(SIGKILL)
      deadline = nil
    }
  }

  private func signal(_ number: Int32) {
    // The only failure possible is that nobody is left to get it.
    _ = kill(-identifier, number)
  }

  /// Whether the program has ended; it is left to be waited for.
  private func hasExited() throws(SystemError) -> Bool {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
      guard errno == EINTR else { throw .last }
    }
    return information.si_signo == SIGCHLD
  }

  private func reap() throws(SystemError) -> ChildProcess.Outcome.Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { throw .last }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }
}
