import Glibc
import Synchronization

/// A door that is opened once: server threads wait at it, tests open it, or the other way round.
///
/// It is a pipe, so that a thread can wait for the door and for a socket at the same time.
package final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// Readable from the moment the gate is open.
  let descriptor: CInt
  private let opener: CInt
  private let state = Mutex(State())

  package init() {
    var ends: [CInt] = [-1, -1]
    precondition(pipe(&ends) == 0, "a test has used up every file descriptor")
    for end in ends {
      precondition(fcntl(end, F_SETFD, FD_CLOEXEC) == 0, "an open descriptor takes its flags")
    }
    descriptor = ends[0]
    opener = ends[1]
  }

  deinit {
    close(descriptor)
    close(opener)
  }

  package var isOpen: Bool { state.withLock(\.isOpen) }

  /// Lets everyone through, now and later.
  package func open() {
    let waiting = state.withLock { state in
      if !state.isOpen {
        state.isOpen = true
        precondition(write(opener, "!", 1) == 1, "a fresh pipe has room for a byte")
      }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Suspends the calling task until the gate is open.
  package func passed() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  /// Blocks the calling thread until the gate is open; for handlers and sinks, not for tasks.
  package func wait() {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while !isOpen { poll(&entry, 1, -1) }
  }
}
