import Glibc
import PosixThreads
import Testing

/// What a thread of ours is like inside.
@Suite struct PosixThreadTests {
  private struct Inside: Sendable {
    let blocked: Set<Int32>
    let signalStackSize: Int

    /// Looks at the calling thread.
    init() {
      var mask = sigset_t()
      var stack = stack_t()
      pthread_sigmask(SIG_SETMASK, nil, &mask)
      sigaltstack(nil, &stack)
      blocked = Set((1...SIGSYS).filter { sigismember(&mask, $0) == 1 })
      signalStackSize = stack.ss_flags & Int32(SS_DISABLE) == 0 ? Int(stack.ss_size) : 0
    }
  }

  @Test("What others send is blocked; a fault is not, and has a stack")
  func signals() async throws {
    let inside = try await withCheckedThrowingContinuation { continuation in
      do {
        try PosixThread.detach { continuation.resume(returning: Inside()) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
    #expect(inside.blocked.isSuperset(of: [SIGINT, SIGTERM, SIGPIPE, SIGTSTP, SIGWINCH, SIGCHLD]))
    #expect(inside.blocked.isDisjoint(with: [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGTTOU]))
    #expect(inside.signalStackSize >= 1 << 14)
  }

  @Test("What a thread did is there once it is joined")
  func joins() throws {
    final class Note: Sendable {
      nonisolated(unsafe) var isWritten = false
    }
    let note = Note()
    try PosixThread { note.isWritten = true }.join()
    #expect(note.isWritten)
  }
}
