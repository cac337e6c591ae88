import Glibc
import PosixThreads
import Synchronization

/// Asks work that runs on a thread of its own to end.
package final class WorkStop: Sendable {
  let signal: StopSignal
  private let isSet = Mutex(false)

  init() throws(SystemError) {
    signal = try StopSignal()
  }

  package var isStopped: Bool { isSet.withLock { $0 } }

  package func stop() {
    isSet.withLock { $0 = true }
    signal.send()
  }
}

/// Work that blocks, or that takes long, done on a thread of its own so that nothing else waits.
package enum BlockingWork {
  /// Does it, and asks it to end when the calling task is cancelled.
  ///
  /// - Parameter body: does the work, and looks at the stop it is given from time to time.
  /// - Returns: what it brought.
  /// - Throws: `ProgramError` where there is no thread to be had.
  package static func run<Value: Sendable>(
    _ body: @escaping @Sendable (WorkStop) -> Value
  ) async throws(ProgramError) -> Value {
    let stop: WorkStop
    do throws(SystemError) {
      stop = try WorkStop()
    } catch {
      throw .cannotStart("a thread", error.words)
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation {
        (continuation: CheckedContinuation<Result<Value, ProgramError>, Never>) in
        do throws(PosixThread.Refused) {
          try PosixThread.detach { continuation.resume(returning: .success(body(stop))) }
        } catch {
          continuation.resume(returning: .failure(.cannotStart("a thread", "\(error)")))
        }
      }
    } onCancel: {
      stop.stop()
    }
    return try result.get()
  }
}
