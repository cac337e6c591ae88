/// A task as it is kept.
///
/// Its course is settled when it is created, or, where a result is made, once that is done; where it
/// stands is read off the clock. So every process over the same folder sees the same.
struct TaskRecord: Hashable, Sendable {
  /// How long a result is kept.
  static let resultLifetimeMilliseconds = 30 * 24 * 3_600_000

  /// The end of a task whose result is still being made: nobody knows when.
  static let openEnd = 1 << 52

  enum Status: String, Sendable {
    case submitted
    case processing
    case succeed
    case failed
  }

  let id: String
  let account: String
  let externalID: String?
  let sessionID: String
  /// The id of the video that comes out, where one does.
  let videoID: String
  /// Unix times in milliseconds.
  let createdAt: Int
  let processingAt: Int
  var endsAt: Int
  /// Why it fails; nothing where it succeeds.
  let failure: String?
  /// What the request's `watermark_info.enabled` said, if it had one.
  let watermark: Bool?
  let units: String
  let resultMilliseconds: Int
  /// The name of the result's file in the media folder.
  let media: String
  /// Whether the result is gone before its time.
  let isExpired: Bool
  let callbackURL: String?
  /// How many of its changes have been told to `callbackURL`.
  let callbacksSent: Int

  func status(at now: Int) -> Status {
    if now < processingAt { return .submitted }
    if now < endsAt { return .processing }
    return failure == nil ? .succeed : .failed
  }

  /// Its statuses in order, each with the time at which it begins; one that holds for no time is
  /// none.
  var changes: [(status: Status, at: Int)] {
    let end = failure == nil ? Status.succeed : .failed
    return [(Status.submitted, createdAt), (.processing, processingAt), (end, endsAt)]
      .filter { status(at: $0.1) == $0.0 }
  }

  /// When the status that holds at `now` began.
  func updatedAt(at now: Int) -> Int {
    switch status(at: now) {
    case .submitted: createdAt
    case .processing: processingAt
    case .succeed, .failed: endsAt
    }
  }

  /// Whether the result is there: the task has succeeded, and not longer than 30 days ago.
  func hasResult(at now: Int) -> Bool {
    status(at: now) == .succeed && !isExpired
      && now - endsAt < TaskRecord.resultLifetimeMilliseconds
  }
}
