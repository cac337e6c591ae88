import Glibc

/// A thread of its own, for work that blocks or takes long: no thread of the cooperative pool may do
/// that.
///
/// Signals that come from outside are blocked in it, so that none interrupts its calls. A fault of its
/// own finds its handler, and a stack to run it on where the thread's own is used up; and the terminal
/// can stop it while the process is in the background.
package struct PosixThread: Sendable {
  private let handle: pthread_t

  /// Why the system gave no thread, as an `errno`.
  package struct Refused: Error, Hashable, CustomStringConvertible {
    package let code: Int32

    fileprivate init(code: Int32) { self.code = code }

    package var description: String { String(cString: strerror(code)) }
  }

  /// Starts a thread that must be joined, once.
  ///
  /// - Throws: `Refused`; `body` is not called then.
  package init(_ body: sending @escaping () -> Void) throws(Refused) {
    let box = Unmanaged.passRetained(Body(body))
    var handle = pthread_t()
    let code = pthread_create(
      &handle, nil,
      { context in
        guard let context else { return nil }
        let body = Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
        blockSignals()
        withSignalStack(body.run)
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw Refused(code: code)
    }
    self.handle = handle
  }

  /// Starts a thread that nobody waits for.
  ///
  /// - Throws: `Refused`; `body` is not called then.
  package static func detach(_ body: sending @escaping () -> Void) throws(Refused) {
    let code = pthread_detach(try PosixThread(body).handle)
    precondition(code == 0, "a thread that was just started can be detached")
  }

  /// Waits for the end of the thread, once; called on the thread itself it only lets go of it.
  package func join() {
    let code =
      pthread_equal(handle, pthread_self()) != 0
      ? pthread_detach(handle) : pthread_join(handle, nil)
    precondition(code == 0, "a thread is joined once, by whoever has started it")
  }

  private final class Body {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
  }
}

/// Blocks what others send. A blocked fault would end the process past its handler, and where those two
/// are blocked a process in the background changes the terminal that another one has.
private func blockSignals() {
  var signals = sigset_t()
  // None of it can fail with these arguments.
  _ = sigfillset(&signals)
  for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS, SIGTTIN, SIGTTOU] {
    _ = sigdelset(&signals, signal)
  }
  _ = pthread_sigmask(SIG_SETMASK, &signals, nil)
}

/// Does the work with another stack for handlers that ask for one (`sigaltstack(2)`): that of each
/// thread is its own.
private func withSignalStack(_ body: () -> Void) {
  var previous = stack_t()
  var stack = stack_t()
  stack.ss_size = 1 << 16
  // A sanitizer has seen to it already. Without memory handlers run on the thread's own stack.
  guard sigaltstack(nil, &previous) == 0, previous.ss_flags & Int32(SS_DISABLE) != 0,
    let memory = malloc(stack.ss_size)
  else { return body() }
  stack.ss_sp = memory
  let isSet = sigaltstack(&stack, nil) == 0
  body()
  if !isSet || sigaltstack(&previous, nil) == 0 { free(memory) }
}
