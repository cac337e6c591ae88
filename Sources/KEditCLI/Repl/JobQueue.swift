/// Work that goes on beside what is typed, as children of one group.
final class JobQueue: Sendable {
  typealias Job = @Sendable () async -> Void

  let stream: AsyncStream<Job>
  private let continuation: AsyncStream<Job>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream()
  }

  func add(_ job: @escaping Job) { continuation.yield(job) }

  /// No more comes; what is under way goes on.
  func close() { continuation.finish() }
}
