package import PosixFiles
import Synchronization

/// What was entered, in this session and those before.
package final class History: Sendable {
  private struct State {
    /// Oldest first, each but once.
    var entries: [String] = []
    var failure: FileError?
  }

  private let state: Mutex<State>
  private let file: HistoryFile?
  private let limit: Int

  /// - Parameters:
  ///   - path: the file that it lasts in; `nil` for this session alone.
  ///   - limit: how many entries are kept.
  package init(path: String?, limit: Int) {
    self.limit = max(1, limit)
    file = path.map { HistoryFile(path: $0, limit: max(1, limit)) }
    var state = State()
    do throws(FileError) {
      state.entries = try file?.load() ?? []
    } catch {
      state.failure = error
    }
    self.state = Mutex(state)
  }

  /// Oldest first.
  package var entries: [String] { state.withLock { $0.entries } }

  /// Why history does not last, once for each reason; editing goes on without.
  package func takeFailure() -> FileError? {
    state.withLock { state in
      defer { state.failure = nil }
      return state.failure
    }
  }

  /// Takes an entry in, and drops an older equal one. What is empty or begins with a blank is not
  /// remembered.
  package func add(_ entry: String) {
    guard let first = entry.unicodeScalars.first, !first.properties.isWhitespace else { return }
    let isNew = state.withLock { state in
      if state.entries.last == entry { return false }
      state.entries.removeAll { $0 == entry }
      state.entries.append(entry)
      if state.entries.count > limit { state.entries.removeFirst(state.entries.count - limit) }
      return true
    }
    guard isNew, let file else { return }
    do throws(FileError) {
      try file.add(entry)
    } catch {
      state.withLock { $0.failure = error }
    }
  }
}
