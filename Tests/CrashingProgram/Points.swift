import Glibc
import KEditEngine
import KlingAPI
import Synchronization

/// The moments of a run at which what is known here and what is so out there may part.
///
/// Each has a name made of what happens and of how often that has happened, so that it is the same one
/// in every run of the same plan, in whatever order edits come by.
final class Points: Sendable {
  private let descriptor: Int32
  /// Where the process ends: the name of a point, or how many it is to come by.
  private let last: String
  private let counts = Mutex<[String: Int]>([:])
  private let passed = Mutex(0)

  init(file: String, last: String) {
    descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    precondition(descriptor >= 0, "the file of points must be one that can be written")
    self.last = last
  }

  /// The world, with a point before and after whatever leaves a trace outside of the process.
  func watch(_ world: World) -> World {
    var world = world
    world.client = world.client.carried { WatchedTransport(transport: $0, points: self) }
    world.transport = WatchedTransport(transport: world.transport, points: self)
    world.journal = WatchedJournal(journal: world.journal, points: self)
    world.files = WatchedFiles(files: world.files, points: self)
    world.uploader = world.uploader.map { WatchedUploader(uploader: $0, points: self) }
    return world
  }

  func pass(_ name: String) {
    let number = counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0]
    }
    let point = "\(name) #\(number)"
    let line = Array((point + "\n").utf8)
    // One call, so that lines of several threads stay whole.
    precondition(write(descriptor, line, line.count) == line.count, "a point must be on record")
    let count = passed.withLock { passed in
      passed += 1
      return passed
    }
    guard point == last || String(count) == last else { return }
    kill(getpid(), SIGKILL)
    // The signal may reach another thread first; this one does nothing more.
    while true { pause() }
  }

  /// Does something between two points.
  func around<Result, Fault: Error>(
    _ name: String, _ work: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    pass("before \(name)")
    let result = try work()
    pass("after \(name)")
    return result
  }

  func around<Result, Fault: Error>(
    _ name: String, _ work: () async throws(Fault) -> Result
  ) async throws(Fault) -> Result {
    pass("before \(name)")
    let result = try await work()
    pass("after \(name)")
    return result
  }
}
