import KlingMasks
import Programs
import Synchronization

/// Orders the studio's work: one film at a time, frames beside it, and an end to all of it when the
/// simulator ends. Keeps the frames that were decoded last, for marks come in close order.
final class StudioDesk: Sendable {
  private struct State {
    var isClosed = false
    var stops: [ObjectIdentifier: WorkStop] = [:]
    var frames: [(key: FrameKey, bitmap: Bitmap)] = []
  }

  struct FrameKey: Hashable, Sendable {
    let path: String
    let index: Int
  }

  private static let keptFrames = 3
  private let state = Mutex(State())
  /// Passed by one film at a time.
  let films = Turnstile()
  /// Passed by one frame at a time.
  let frames = Turnstile()

  /// Ends what is under way, and whatever is begun later.
  func close() {
    let stops = state.withLock { state in
      state.isClosed = true
      return state.stops.values.map { $0 }
    }
    for stop in stops { stop.stop() }
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Does work that blocks, on a thread of its own.
  ///
  /// - Throws: whatever the work throws; `ProgramError.cancelled` where it was ended.
  func work<Value: Sendable>(
    _ body: @escaping @Sendable (WorkStop) throws -> Value
  ) async throws -> Value {
    try await BlockingWork.run { stop in
      let isClosed = self.state.withLock { state in
        state.stops[ObjectIdentifier(stop)] = stop
        return state.isClosed
      }
      if isClosed { stop.stop() }
      defer { self.state.withLock { $0.stops[ObjectIdentifier(stop)] = nil } }
      return Result { try body(stop) }
    }.get()
  }

  func keptFrame(_ key: FrameKey) -> Bitmap? {
    state.withLock { $0.frames.first { $0.key == key }?.bitmap }
  }

  func keep(_ bitmap: Bitmap, as key: FrameKey) {
    state.withLock { state in
      state.frames.insert((key, bitmap), at: 0)
      if state.frames.count > StudioDesk.keptFrames { state.frames.removeLast() }
    }
  }
}

/// Lets one through at a time, in the order in which they come.
final class Turnstile: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func pass<Value: Sendable>(_ body: () async throws -> Value) async rethrows -> Value {
    await enter()
    defer { leave() }
    return try await body()
  }

  private func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.isTaken else {
          state.isTaken = true
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.waiting.isEmpty else {
        state.isTaken = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
