import Glibc
import Synchronization

/// The program on the terminal, from its start to its end.
extension PseudoTerminalCore {
  var process: pid_t { state.withLock(\.process) }

  func start(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String?
  ) throws {
    let process = try SpawnedProgram.start(
      program, arguments, environment: environment, folder: folder, terminal: terminal)
    state.withLock { $0.process = process }
  }

  /// Signals the program unless it has ended: its number may be another's then.
  func signal(_ number: Int32, toGroup: Bool = false) {
    state.withLock { state in
      if state.ending == nil { kill(toGroup ? -state.process : state.process, number) }
    }
  }

  /// Ends the program and the threads.
  func stop() {
    signal(SIGKILL, toGroup: true)
    state.withLock { $0.isStopped = true }
    wake()
  }

  /// The undertaker's body: takes note of the program's end.
  func awaitEnd() {
    let process = process
    var information = siginfo_t()
    while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
    // Between the two calls the process is a zombie, and its number nobody else's; after the second
    // one the number is free, so nobody may signal it meanwhile.
    state.withLock { state in
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      let signal = status & 0x7F
      state.ending = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
    }
    wake()
  }
}
