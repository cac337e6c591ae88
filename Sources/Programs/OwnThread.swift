import Glibc

/// A thread for work that blocks, which the cooperative pool must not do.
enum OwnThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Starts a thread with all signals blocked, so that none interrupts its calls, and that a broken
  /// pipe is an error of `write` and not the program's end.
  ///
  /// Returns why there is none; `body` is not called then.
  static func start(_ body: @escaping @Sendable () -> Void) -> SystemError? {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        var all = sigset_t()
        // Neither call can fail with these arguments.
        _ = sigfillset(&all)
        _ = pthread_sigmask(SIG_SETMASK, &all, nil)
        work.body()
        return nil
      }, work.toOpaque())
    guard result == 0 else {
      work.release()
      return SystemError(code: result)
    }
    // Fails only for a thread that is not joinable, which this one is.
    _ = pthread_detach(thread)
    return nil
  }
}
