import Glibc
import Synchronization

extension PseudoTerminalCore {
  /// The reader's body: reads, answers, types, and tells those who wait.
  func run() {
    while true {
      let now = state.withLock { state in
        (
          isStopped: state.isStopped, isHungUp: state.isHungUp, wantsToWrite: !state.unsent.isEmpty,
          isEnding: state.ending != nil && !state.isOver,
          deadline: state.waiting.map(\.deadline).min()
        )
      }
      if now.isStopped { break }
      // What a program wrote before its end can be read at once after it.
      let ready = poll(
        wantsToWrite: now.wantsToWrite, isHungUp: now.isHungUp,
        milliseconds: now.isEnding ? 0 : Self.milliseconds(until: now.deadline))
      let isReadable = ready & (POLLIN | POLLHUP | POLLERR) != 0
      if isReadable { read() }
      if ready & POLLOUT != 0 { write() }
      if now.isEnding, !isReadable { state.withLock { $0.isOver = true } }
      settle()
    }
    settle()
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = ContinuousClock.now.duration(to: deadline).components
    // Rounded up, so as not to wake just before the time.
    let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1
    return Int32(min(max(milliseconds, 0), 1 << 30))
  }

  private func read() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &chunk, chunk.count)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    state.withLock { state in
      if count > 0 {
        state.bytes += chunk[..<count]
        state.screen.feed(chunk[..<count])
        state.unsent += state.screen.replies
        state.screen.replies = []
      } else {
        // EIO: the last one who had the terminal open has closed it.
        state.isHungUp = true
        state.unsent = []
      }
    }
  }

  private func write() {
    state.withLock { state in
      let count = Glibc.write(master, state.unsent, state.unsent.count)
      if count > 0 { state.unsent.removeFirst(count) }
    }
  }

  /// Answers those whose wait is over.
  private func settle() {
    let settled = state.withLock { state in
      let now = ContinuousClock.now
      var settled: [(Waiter, Wait)] = []
      var left: [Waiter] = []
      for waiter in state.waiting {
        let result: Wait.Result? =
          if waiter.isMet(state) {
            .met
          } else if state.isOver || state.isStopped {
            .over
          } else {
            waiter.deadline <= now ? .timedOut : nil
          }
        if let result {
          settled.append((waiter, Wait(result: result, screen: state.screen, ending: state.ending)))
        } else {
          left.append(waiter)
        }
      }
      state.waiting = left
      return settled
    }
    for (waiter, wait) in settled { waiter.continuation.resume(returning: wait) }
  }
}
