import Synchronization

/// Keeps the start of a program apart from the moment in which a new pipe could still be inherited:
/// `pipe2`, which has no such moment, is not to be had from Swift.
enum SpawnLock {
  private static let mutex = Mutex(())

  static func withLock<Result>(_ body: () -> Result) -> Result {
    mutex.withLock { _ in body() }
  }
}
