import Glibc
import Synchronization

/// Blocks the calling thread until an asynchronous function has returned.
///
/// Only for a thread outside of the cooperative pool, such as a connection's of the HTTP server: a
/// thread of the pool that waited for the pool would wait for itself.
func waitForTask<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
  let handover = Handover<Result>()
  Task { handover.give(await body()) }
  return handover.take()
}

/// A value that one thread waits for and another one brings.
private final class Handover<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let arrival = Semaphore()

  func give(_ newValue: Value) {
    value.withLock { $0 = newValue }
    arrival.post()
  }

  func take() -> Value {
    arrival.wait()
    guard let value = value.withLock({ $0 }) else {
      preconditionFailure("the semaphore is posted only after the value was set")
    }
    return value
  }
}

/// A POSIX semaphore that begins at 0.
///
/// Unchecked, because it holds a pointer: that is set once, and what it points to is made for use
/// by several threads at once (`sem_overview(7)`). Whoever posts or waits holds a reference, so it
/// is destroyed only after the last use.
private final class Semaphore: @unchecked Sendable {
  private let handle: UnsafeMutablePointer<sem_t>

  init() {
    handle = .allocate(capacity: 1)
    handle.initialize(to: sem_t())
    guard sem_init(handle, 0, 0) == 0 else {
      preconditionFailure("0 is a value that every semaphore can begin with")
    }
  }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  func post() {
    guard sem_post(handle) == 0 else {
      preconditionFailure("it is posted once, it cannot overflow")
    }
  }

  func wait() {
    while sem_wait(handle) != 0 {
      guard errno == EINTR else { preconditionFailure("the semaphore is a sound one") }
    }
  }
}
