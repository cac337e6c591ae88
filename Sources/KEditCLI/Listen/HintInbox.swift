import KEditEngine
import SQLiteJournal
import Synchronization

/// Where hints wait between the threads that receive them and the task that follows them up.
final class HintInbox: Sendable {
  private struct State {
    var board: HintBoard
    /// Whether the bell is set to ring by itself: once is enough, however much comes in meanwhile.
    var isTimed = false
  }

  private let state: Mutex<State>
  private let clock: any RunClock
  private let rings: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  init(_ limits: HintBoard.Limits = HintBoard.Limits(), clock: any RunClock) {
    self.state = Mutex(State(board: HintBoard(limits)))
    self.clock = clock
    (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Takes a hint; false where there is no room for it.
  func post(_ edit: HintedEdit) -> Bool {
    defer { bell.yield() }
    return state.withLock { $0.board.post(edit) }
  }

  /// Follows hints up until the calling task is cancelled.
  func followUp(_ work: @escaping @Sendable (HintBoard.Batch) async -> Void) async {
    await withDiscardingTaskGroup { group in
      for await _ in rings {
        while let batch = state.withLock({ $0.board.take(at: clock.uptime) }) {
          group.addTask {
            await work(batch)
            self.state.withLock { $0.board.finish(batch, at: self.clock.uptime) }
            self.bell.yield()
          }
        }
        if let pause = beginPause() {
          group.addTask {
            do throws(CancellationError) { try await self.clock.sleep(for: pause) } catch {}
            self.state.withLock { $0.isTimed = false }
            self.bell.yield()
          }
        }
      }
      group.cancelAll()
    }
  }

  /// How long to wait before something that waits is due; `nil` where nothing is, or somebody waits.
  private func beginPause() -> Duration? {
    state.withLock { state in
      guard !state.isTimed, let pause = state.board.pause(at: clock.uptime) else { return nil }
      state.isTimed = true
      return pause
    }
  }
}
