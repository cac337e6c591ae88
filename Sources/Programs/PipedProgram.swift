import Glibc

/// A program of which one pipe is read or written as it goes, by a thread that waits for it.
///
/// Whoever lets go of it before it has ended ends it.
struct PipedProgram: ~Copyable {
  private let name: String
  private let identifier: pid_t
  private var input: Descriptor?
  private let output: Descriptor
  private let errorOutput: Descriptor
  private let stop: WorkStop
  private let deadline: ContinuousClock.Instant
  private let timeout: Duration
  private var errors: [UInt8] = []
  private var isReaped = false

  init(
    _ name: String, _ arguments: [String], environment: [String: String], hasInput: Bool,
    timeout: Duration, stop: WorkStop
  ) throws(ProgramError) {
    let running = try PipedProgram.start(
      name, arguments, environment: environment, hasInput: hasInput)
    identifier = running.identifier
    input = running.input
    output = running.output
    errorOutput = running.errorOutput
    self.name = name
    self.stop = stop
    self.timeout = timeout
    deadline = .now + timeout
  }

  private static func start(
    _ name: String, _ arguments: [String], environment: [String: String], hasInput: Bool
  ) throws(ProgramError) -> RunningProcess {
    guard let executable = ProgramSearch.find(name, path: environment["PATH"]) else {
      throw .notFound(name)
    }
    do throws(SystemError) {
      let running = try RunningProcess(
        executable, arguments: [name] + arguments,
        environment: CredentialVariables.removed(from: environment), hasInput: hasInput)
      try running.input?.setNonblocking()
      try running.output.setNonblocking()
      try running.errorOutput.setNonblocking()
      return running
    } catch {
      throw .cannotStart(name, error.words)
    }
  }

  deinit {
    guard !isReaped else { return }
    // The group's number is its own until it is waited for.
    _ = kill(-identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  /// The last line that it has printed to standard error.
  var lastErrorLine: String {
    let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.last.map(String.init) ?? ""
  }

  /// Fills the buffer with what it prints.
  ///
  /// Returns the number of bytes, fewer than there is room for only at its end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ProgramError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = Glibc.read(
        output.number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if count > 0 {
        filled += count
      } else if count == 0 {
        return filled
      } else if errno == EAGAIN {
        try wait(for: output.number, POLLIN)
      } else if errno != EINTR {
        throw .cannotStart(name, SystemError.last.words)
      }
    }
    return filled
  }

  /// Hands it bytes; false where it takes no more.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ProgramError) -> Bool {
    guard let number = input?.number else { return false }
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        number, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        return false
      } else if errno == EAGAIN {
        try wait(for: number, POLLOUT)
      } else if errno != EINTR {
        throw .cannotStart(name, SystemError.last.words)
      }
    }
    return true
  }

  /// Waits for its own end, its input being over; true where it says that all went well.
  mutating func finish() throws(ProgramError) -> Bool {
    input = nil
    var rest = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = Glibc.read(output.number, &rest, rest.count)
      if count == 0 { break }
      if count < 0, errno == EAGAIN {
        try wait(for: output.number, POLLIN)
      } else if count < 0, errno != EINTR {
        break
      }
    }
    collectErrors()
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { break }
    }
    isReaped = true
    return status == 0
  }

  private mutating func wait(for number: Int32, _ event: Int32) throws(ProgramError) {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw .timedOut(name, timeout) }
    guard !stop.isStopped else { throw .cancelled }
    var events = [
      pollfd(fd: number, events: Int16(event), revents: 0),
      pollfd(fd: errorOutput.number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stop.signal.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&events, nfds_t(events.count), 1_000)
    if events[1].revents != 0 {
      // Its end is always ready, and would not let anybody wait.
      if !collectErrors() { _ = poll(&events, 1, 100) }
    }
    if events[2].revents != 0 { throw .cancelled }
  }

  /// Takes what it has said; false where it will say no more.
  @discardableResult
  private mutating func collectErrors() -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = Glibc.read(errorOutput.number, &piece, piece.count)
      if count > 0 {
        // Enough for the last words of one that says much.
        errors = Array((errors + piece[..<count]).suffix(1 << 13))
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return true
      }
    }
  }
}
