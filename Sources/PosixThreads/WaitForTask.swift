import Glibc
import Synchronization

/// Runs an asynchronous function on the calling thread, with all tasks that it starts, and blocks that
/// until it has returned.
///
/// For a thread outside of the cooperative pool, such as the main one, or a connection's of the HTTP
/// server. The function needs no thread of the pool: none has to be started for it; and whoever blocks
/// one, waiting for the server to end, would otherwise wait for ever once all of them do. Work that
/// takes long belongs on a `PosixThread`.
package func waitForTask<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result
{
  let thread = WaitingThread()
  let outcome = Outcome<Result>()
  Task(executorPreference: thread) {
    let result = await body()
    outcome.value.withLock { $0 = result }
    thread.end()
  }
  thread.run()
  guard let value = outcome.value.withLock({ $0 }) else {
    preconditionFailure("the thread ends only after the value was set")
  }
  return value
}

private final class Outcome<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}

/// A thread that does nothing but what one task has to do.
private final class WaitingThread: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isOver = false
  }

  private let state = Mutex(State())
  private let change = Semaphore()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    change.post()
  }

  /// Lets `run` return.
  func end() {
    state.withLock { $0.isOver = true }
    change.post()
  }

  /// Does what is to be done, until the end.
  func run() {
    let executor = asUnownedTaskExecutor()
    while true {
      change.wait()
      let (jobs, isOver) = state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.isOver)
      }
      for job in jobs { job.runSynchronously(on: executor) }
      if isOver, jobs.isEmpty { return }
    }
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
      preconditionFailure("nothing makes it overflow: a post is a job")
    }
  }

  func wait() {
    while sem_wait(handle) != 0 {
      guard errno == EINTR else { preconditionFailure("the semaphore is a sound one") }
    }
  }
}
