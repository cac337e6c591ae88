import Dispatch
import Glibc
import RobustnessChecks

/// The check that this process fuzzes, by its name in the environment.
private let check: Check = {
  guard let name = getenv("KEDIT_FUZZ").map({ String(cString: $0) }),
    let check = Check(rawValue: name)
  else {
    let names = Check.allCases.map(\.rawValue).joined(separator: " ")
    fatalError("KEDIT_FUZZ must name one of: \(names)")
  }
  return check
}()

/// What libFuzzer calls with each input; a failed check ends the process, and the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(CheckFailure) {
    if check == .program {
      try wait { () async throws(CheckFailure) in try await check.run(bytes) }
    } else {
      try check.runPure(bytes)
    }
  } catch {
    fatalError(error.description)
  }
  return 0
}

/// Blocks until the work is done: libFuzzer knows nothing of waiting.
private func wait(
  _ work: @escaping @Sendable () async throws(CheckFailure) -> Void
) throws(CheckFailure) {
  let done = DispatchSemaphore(value: 0)
  let failure = Box()
  Task.detached {
    do throws(CheckFailure) { try await work() } catch { failure.value = error }
    done.signal()
  }
  done.wait()
  if let failure = failure.value { throw failure }
}

/// Written by one task and read when that has ended.
private final class Box: @unchecked Sendable {
  var value: CheckFailure?
}
