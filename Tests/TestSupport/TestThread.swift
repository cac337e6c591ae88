import Glibc

/// A POSIX thread that must be joined, once.
package struct TestThread: Sendable {
  private let handle: pthread_t

  private final class Start: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  package init(_ body: @escaping @Sendable () -> Void) throws {
    let start = Unmanaged.passRetained(Start(body))
    var handle = pthread_t()
    let code = pthread_create(
      &handle, nil,
      { argument in
        if let argument {
          Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      }, start.toOpaque())
    if code != 0 {
      start.release()
      throw SystemCallFailed("pthread_create", code: code)
    }
    self.handle = handle
  }

  package func join() { pthread_join(handle, nil) }
}
