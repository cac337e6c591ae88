import Glibc

/// Signals as a fresh program expects them, and whether it has a process group of its own.
final class SpawnAttributes {
  let pointer: UnsafeMutablePointer<posix_spawnattr_t>

  init(hasOwnGroup: Bool) throws(SystemError) {
    pointer = .allocate(capacity: 1)
    let result = posix_spawnattr_init(pointer)
    guard result == 0 else {
      pointer.deallocate()
      throw SystemError(code: result)
    }
    var none = sigset_t()
    var all = sigset_t()
    let group = hasOwnGroup ? POSIX_SPAWN_SETPGROUP : 0
    let flags = group | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    guard sigemptyset(&none) == 0, sigfillset(&all) == 0 else { throw .last }
    try SystemError.check(posix_spawnattr_setpgroup(pointer, 0))
    try SystemError.check(posix_spawnattr_setsigmask(pointer, &none))
    try SystemError.check(posix_spawnattr_setsigdefault(pointer, &all))
    try SystemError.check(posix_spawnattr_setflags(pointer, Int16(flags)))
  }

  deinit {
    _ = posix_spawnattr_destroy(pointer)
    pointer.deallocate()
  }
}
