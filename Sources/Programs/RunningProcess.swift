import Glibc

/// A program that was started, and our ends of its pipes.
struct RunningProcess: ~Copyable {
  let identifier: pid_t
  let input: Descriptor?
  let output: Descriptor
  let errorOutput: Descriptor

  /// Starts a program in a process group of its own, without a shell.
  ///
  /// Standard input is empty unless `hasInput`. No signal is blocked or ignored.
  init(
    _ executable: String, arguments: [String], environment: [String: String], hasInput: Bool
  ) throws(SystemError) {
    let outputPipe = try Pipe()
    let errorPipe = try Pipe()
    let inputPipe = try Pipe()
    let actions = try FileActions()
    if hasInput {
      try actions.duplicate(inputPipe.readEnd, as: STDIN_FILENO)
    } else {
      try actions.openNullDevice(as: STDIN_FILENO)
    }
    try actions.duplicate(outputPipe.writeEnd, as: STDOUT_FILENO)
    try actions.duplicate(errorPipe.writeEnd, as: STDERR_FILENO)
    let attributes = try SpawnAttributes(hasOwnGroup: true)

    var identifier: pid_t = 0
    let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
    let result = CStringArray.with(arguments) { arguments in
      CStringArray.with(variables) { variables in
        SpawnLock.withLock {
          posix_spawn(
            &identifier, executable, actions.pointer, attributes.pointer, arguments, variables)
        }
      }
    }
    try SystemError.check(result)
    self.identifier = identifier
    self.output = outputPipe.readEnd
    self.errorOutput = errorPipe.readEnd
    if hasInput {
      self.input = .some(inputPipe.writeEnd)
    } else {
      self.input = nil
    }
  }
}

/// What is done to the file descriptors of a new process.
private final class FileActions {
  let pointer: UnsafeMutablePointer<posix_spawn_file_actions_t>

  init() throws(SystemError) {
    pointer = .allocate(capacity: 1)
    let result = posix_spawn_file_actions_init(pointer)
    guard result == 0 else {
      pointer.deallocate()
      throw SystemError(code: result)
    }
  }

  deinit {
    _ = posix_spawn_file_actions_destroy(pointer)
    pointer.deallocate()
  }

  func duplicate(_ descriptor: borrowing Descriptor, as number: Int32) throws(SystemError) {
    try SystemError.check(
      posix_spawn_file_actions_adddup2(pointer, descriptor.number, number))
  }

  func openNullDevice(as number: Int32) throws(SystemError) {
    try SystemError.check(
      posix_spawn_file_actions_addopen(pointer, number, "/dev/null", O_RDONLY, 0))
  }
}
