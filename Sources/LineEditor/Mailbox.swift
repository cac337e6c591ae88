import Glibc
import Synchronization

/// What reaches the reading thread from others, and wakes it.
final class Mailbox: Sendable {
  /// What the thread is to do next.
  enum Request: Sendable {
    case read(prompt: String, _ reply: @Sendable (LineReader.Line) -> Void)
    case lend(LineReader.Loan, _ reply: @Sendable () -> Void)
    case takeBack
    case close(_ reply: @Sendable () -> Void)

    /// Answers it where nobody reads any more.
    fileprivate func refuse() {
      switch self {
      case .read(_, let reply): reply(.stopped)
      case .lend(_, let reply), .close(let reply): reply()
      case .takeBack: break
      }
    }
  }

  private struct State {
    var requests: [Request] = []
    /// The thread has ended.
    var isOver = false
    /// What is to be shown above the line.
    var notices: [String] = []
    /// The line being read is to be given up, at once and without a trace.
    var isStopped = false
    /// For this one line alone.
    var isCancelled = false
    var isReading = false
    /// What was typed for the next line, and read by somebody else.
    var typedAhead: [UInt8] = []
  }

  private let state = Mutex(State())
  /// Readable when there is something to look at.
  let wakeDescriptor: Int32
  /// What signal handlers write to as well.
  let alarmDescriptor: Int32

  init() throws(LineReaderError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(errno) }
    // Neither can fail for a pipe that was just made.
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (wakeDescriptor, alarmDescriptor) = (ends[0], ends[1])
  }

  deinit {
    _ = close(wakeDescriptor)
    _ = close(alarmDescriptor)
  }

  // MARK: Requests

  func ask(_ request: Request) {
    let isOver = state.withLock { state in
      if !state.isOver { state.requests.append(request) }
      return state.isOver
    }
    if isOver { request.refuse() } else { wake(.news) }
  }

  func takeRequest() -> Request? {
    state.withLock { $0.requests.isEmpty ? nil : $0.requests.removeFirst() }
  }

  /// Nothing is done any more, neither what was asked for nor what will be.
  func refuseRequests() {
    let requests = state.withLock { state in
      state.isOver = true
      defer { state.requests = [] }
      return state.requests
    }
    for request in requests { request.refuse() }
  }

  // MARK: The line being read

  /// Gives up the line being read and all later ones.
  func stop() {
    state.withLock { $0.isStopped = true }
    wake(.news)
  }

  /// Gives up the line being read.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    wake(.news)
  }

  /// A line is about to be read, by a task that was not cancelled yet.
  func prepare() { state.withLock { $0.isCancelled = false } }

  var isGivenUp: Bool { state.withLock { $0.isStopped || $0.isCancelled } }

  /// From now on notices wait for the reading thread.
  func beginReading() { state.withLock { $0.isReading = true } }

  /// From now on they are shown at once, behind those that came too late for the reading thread.
  func endReading(_ show: (String) -> Void) {
    state.withLock { state in
      for notice in state.notices { show(notice) }
      state.notices = []
      state.isReading = false
    }
  }

  /// Hands a notice to the reading thread, or shows it where nothing is read.
  func post(_ notice: String, _ show: (String) -> Void) {
    let isReading = state.withLock { state in
      if state.isReading { state.notices.append(notice) } else { show(notice) }
      return state.isReading
    }
    if isReading { wake(.news) }
  }

  func takeNotices() -> [String] {
    state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }

  func takeBack(_ bytes: [UInt8]) { state.withLock { $0.typedAhead += bytes } }

  func takeTypedAhead() -> [UInt8] {
    state.withLock { state in
      defer { state.typedAhead = [] }
      return state.typedAhead
    }
  }

  // MARK: Waking

  /// Why the thread was woken.
  enum Reason: UInt8 {
    case news
    /// The terminal has another size (SIGWINCH).
    case resized
    /// The process goes on after it was stopped (SIGCONT).
    case continued
  }

  func wake(_ reason: Reason) {
    var byte = reason.rawValue
    // A full pipe wakes as well.
    _ = write(alarmDescriptor, &byte, 1)
  }

  /// What has happened to the terminal or the process.
  struct Changes: Sendable {
    var hasResized = false
    var hasContinued = false
  }

  /// Why the thread was woken since the last time.
  func takeReasons() -> Changes {
    var changes = Changes()
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = read(wakeDescriptor, &bytes, bytes.count)
      guard count > 0 else { return changes }
      for byte in bytes[..<count] {
        if byte == Reason.resized.rawValue { changes.hasResized = true }
        if byte == Reason.continued.rawValue { changes.hasContinued = true }
      }
    }
  }
}
