import CPseudoTerminal
import Glibc

/// Starts programs on a terminal.
enum SpawnedProgram {
  /// Starts a program as the leader of a session of its own that a terminal controls; all of its
  /// standard descriptors are that terminal. No signal is blocked or ignored.
  ///
  /// - Returns: the number of the process.
  static func start(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String?,
    terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    try check("posix_spawn_file_actions_init", posix_spawn_file_actions_init(&actions))
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes the controlling one.
    try check(
      "posix_spawn_file_actions_addopen",
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0))
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      try check(
        "posix_spawn_file_actions_adddup2",
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, descriptor))
    }
    if let folder {
      try check(
        "posix_spawn_file_actions_addchdir_np", kedit_pty_add_folder(&actions, folder))
    }

    var attributes = posix_spawnattr_t()
    try check("posix_spawnattr_init", posix_spawnattr_init(&attributes))
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    let flags =
      kedit_pty_spawn_session | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    try check("posix_spawnattr_setsigmask", posix_spawnattr_setsigmask(&attributes, &none))
    try check("posix_spawnattr_setsigdefault", posix_spawnattr_setsigdefault(&attributes, &all))
    try check("posix_spawnattr_setflags", posix_spawnattr_setflags(&attributes, flags))

    let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
    var identifier: pid_t = 0
    let words = ([program] + arguments).map { strdup($0) }
    let pairs = variables.map { strdup($0) }
    defer { for text in words + pairs { free(text) } }
    try check(
      program,
      posix_spawn(&identifier, program, &actions, &attributes, words + [nil], pairs + [nil]))
    return identifier
  }

  private static func check(_ call: String, _ code: CInt) throws {
    if code != 0 { throw SystemCallFailed(call, code: code) }
  }
}
