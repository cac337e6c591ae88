import Glibc

/// A POSIX thread: transfers block in `poll`, which no thread of the cooperative pool may do.
struct PosixThread: Sendable {
  private let handle: pthread_t

  private final class Start: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// The `errno` with which the system refused a thread.
  struct Refused: Error, CustomStringConvertible {
    let code: CInt

    var description: String { String(cString: strerror(code)) }
  }

  static func start(_ body: @escaping @Sendable () -> Void) -> Result<PosixThread, Refused> {
    let start = Unmanaged.passRetained(Start(body))
    var handle = pthread_t()
    let code = pthread_create(
      &handle, nil,
      { context in
        if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, start.toOpaque())
    if code == 0 { return .success(PosixThread(handle: handle)) }
    start.release()
    return .failure(Refused(code: code))
  }

  /// Waits for the end of the thread, once; called on the thread itself it only lets go of it.
  func join() {
    let code =
      pthread_equal(handle, pthread_self()) != 0
      ? pthread_detach(handle) : pthread_join(handle, nil)
    precondition(code == 0, "a thread is joined once, by whoever took it out of the loop's state")
  }
}
