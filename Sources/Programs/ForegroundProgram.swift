import Glibc
import PosixThreads

/// A program that has the terminal for itself while it runs, such as a text editor.
package struct ForegroundProgram: Sendable {
  /// An absolute path.
  private let program: String
  private let arguments: [String]
  private let environment: [String: String]

  /// - Parameters:
  ///   - program: an absolute path.
  ///   - arguments: without the program's own name.
  ///   - environment: all that the program gets, credentials left out.
  package init(_ program: String, _ arguments: [String], environment: [String: String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }

  /// Runs it to its end, with the standard streams of this process and in its group, so that keys
  /// that send signals reach it.
  ///
  /// - Returns: its exit status; above 128 that of the shell for a signal.
  /// - Throws: `ProgramError.cannotStart`.
  package func run() async throws(ProgramError) -> Int32 {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Int32, ProgramError>, Never>) in
      do throws(PosixThread.Refused) {
        try PosixThread.detach {
          continuation.resume(
            returning: Result { () throws(ProgramError) in try runBlocking() })
        }
      } catch {
        continuation.resume(returning: .failure(.cannotStart(program, "\(error)")))
      }
    }
    return try result.get()
  }

  private func runBlocking() throws(ProgramError) -> Int32 {
    do throws(SystemError) {
      return try wait(for: try start())
    } catch {
      throw .cannotStart(program, error.words)
    }
  }

  private func start() throws(SystemError) -> pid_t {
    let attributes = try SpawnAttributes(hasOwnGroup: false)
    let variables = CredentialVariables.removed(from: environment)
      .map { "\($0.key)=\($0.value)" }.sorted()
    var identifier: pid_t = 0
    let result = CStringArray.with([program] + arguments) { arguments in
      CStringArray.with(variables) { variables in
        SpawnLock.withLock {
          posix_spawn(&identifier, program, nil, attributes.pointer, arguments, variables)
        }
      }
    }
    try SystemError.check(result)
    return identifier
  }

  private func wait(for identifier: pid_t) throws(SystemError) -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { throw .last }
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }
}
