import Glibc
import PosixThreads

/// A program that is started, fed, listened to and waited for.
package struct ChildProcess: Sendable {
  /// A path, or a name that is looked up in the `PATH` of `environment`.
  package var program: String
  package var arguments: [String]
  /// All that the program gets, credentials left out; nothing is inherited beside it.
  package var environment: [String: String]
  package var standardInput: [UInt8]
  /// How long it may run; `nil` for as long as it likes.
  package var timeout: Duration?
  /// How many bytes it may print to standard output; of standard error as much is kept.
  package var outputLimit: Int

  package init(
    _ program: String, _ arguments: [String], environment: [String: String],
    standardInput: [UInt8] = [], timeout: Duration?, outputLimit: Int = 1 << 20
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.standardInput = standardInput
    self.timeout = timeout
    self.outputLimit = outputLimit
  }

  /// What became of the program.
  package struct Outcome: Hashable, Sendable {
    package enum Ending: Hashable, Sendable {
      case exit(Int32)
      case signal(Int32)
    }

    package let ending: Ending
    package let output: [UInt8]
    package let errorOutput: [UInt8]

    package var succeeded: Bool { ending == .exit(0) }
  }

  /// Runs the program to its end, on a thread of its own so that nothing else has to wait.
  ///
  /// It gets a process group of its own, which is ended as a whole when the time is up, the output
  /// too long or the task cancelled: first asked (`SIGTERM`), half a second later made to.
  ///
  /// - Throws: `ProgramError`.
  package func run() async throws(ProgramError) -> Outcome {
    let stop: StopSignal
    do throws(SystemError) {
      stop = try StopSignal()
    } catch {
      throw .cannotStart(program, error.words)
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation {
        (continuation: CheckedContinuation<Result<Outcome, ProgramError>, Never>) in
        do throws(PosixThread.Refused) {
          try PosixThread.detach {
            continuation.resume(
              returning: Result { () throws(ProgramError) in try runBlocking(until: stop) })
          }
        } catch {
          continuation.resume(returning: .failure(.cannotStart(program, "\(error)")))
        }
      }
    } onCancel: {
      stop.send()
    }
    return try result.get()
  }

  private func runBlocking(until stop: StopSignal) throws(ProgramError) -> Outcome {
    guard let executable = ProgramSearch.find(program, path: environment["PATH"]) else {
      throw .notFound(program)
    }
    let result: Result<Outcome, ProcessAttendant.Interruption>
    do throws(SystemError) {
      let running = try RunningProcess(
        executable, arguments: [program] + arguments,
        environment: CredentialVariables.removed(from: environment),
        hasInput: !standardInput.isEmpty)
      var attendant = ProcessAttendant(
        running, input: standardInput, outputLimit: outputLimit,
        deadline: timeout.map { .now + $0 })
      result = try attendant.attend(until: stop)
    } catch {
      throw .cannotStart(program, error.words)
    }
    switch result {
    case .success(let outcome): return outcome
    case .failure(.cancelled): throw .cancelled
    case .failure(.timeout): throw .timedOut(program, timeout ?? .zero)
    case .failure(.output): throw .tooMuchOutput(program, limit: outputLimit)
    }
  }
}
