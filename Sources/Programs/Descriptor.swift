import Glibc

/// One end of a pipe, closed when its owner lets go of it.
struct Descriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) {
    self.number = number
  }

  deinit {
    // Whatever close reports, the number is free, and a pipe has nothing that could be lost.
    _ = close(number)
  }

  /// Makes reads and writes return instead of waiting.
  func setNonblocking() throws(SystemError) {
    let flags = fcntl(number, F_GETFL)
    guard flags >= 0, fcntl(number, F_SETFL, flags | O_NONBLOCK) >= 0 else { throw .last }
  }
}

/// A pipe that no child inherits by itself.
struct Pipe: ~Copyable {
  let readEnd: Descriptor
  let writeEnd: Descriptor

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    // Between the two calls the ends could be inherited, so no program is started meanwhile.
    let failure: SystemError? = SpawnLock.withLock {
      guard pipe(&ends) == 0 else { return .last }
      for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) < 0 { return .last }
      return nil
    }
    let readEnd = Descriptor(owning: ends[0])
    let writeEnd = Descriptor(owning: ends[1])
    if let failure { throw failure }
    self.readEnd = readEnd
    self.writeEnd = writeEnd
  }
}
