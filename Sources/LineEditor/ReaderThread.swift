import Glibc

/// Runs `body` on a thread of its own, which nobody waits for.
///
/// - Returns: whether the system could start it.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let box = Unmanaged.passRetained(ThreadBody(body))
  var thread = pthread_t()
  let result = pthread_create(
    &thread, nil,
    { argument in
      if let argument {
        Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
      }
      return nil
    }, box.toOpaque())
  guard result == 0 else {
    box.release()
    return false
  }
  // Of a thread that was just created and not joined this cannot fail.
  _ = pthread_detach(thread)
  return true
}

/// The body of a thread, as C can hand it over.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
