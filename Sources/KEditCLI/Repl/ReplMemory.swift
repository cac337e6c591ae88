import KEditEngine
import KEditREPL
import OrderedJSON
import PosixFiles
import SQLiteJournal

/// Writes the session down, so that it can be taken up by another process.
actor ReplMemory {
  private let service: ReplService
  private var log: (any SessionLog)?
  private var written: SessionRecord?
  private var hasFailed = false

  struct Left: Sendable {
    let document: String
    let state: JSON
    let folder: String
  }

  init(_ service: ReplService) {
    self.service = service
  }

  /// Notes how the session stands, where it changed and the service was spoken to: before that there
  /// is nothing to lose but what was typed.
  ///
  /// - Returns: why it could not be written down; said once.
  func write(_ workbench: Workbench) async -> CommandFailure? {
    guard let opened = await service.current, !workbench.document.isEmpty else { return nil }
    let record = SessionRecord(
      folder: FileSystem.canonicalPath(workbench.folder), name: workbench.document.name,
      document: workbench.document.text,
      state: String(decoding: workbench.state.bytes(), as: UTF8.self))
    guard record != written else { return nil }
    written = record
    do throws(JournalFault) {
      if let log {
        try await log.write(record)
      } else {
        log = try await opened.journal.begin(record)
      }
      return nil
    } catch {
      defer { hasFailed = true }
      return hasFailed ? nil : CommandFailure(error)
    }
  }

  /// The session that was left last; it is this process's from here on.
  ///
  /// - Throws: a failure of the service's options or of the journal.
  func newest() async throws(CommandFailure) -> Left? {
    let journal = try await service.open().journal
    do throws(JournalFault) {
      guard let taken = try await journal.takeNewestSession(within: .seconds(24 * 3600)) else {
        return nil
      }
      log = taken.log
      written = taken.record
      // What is not understood is told by whoever reads it.
      let state = (try? JSON.parse(Array(taken.record.state.utf8))) ?? .null
      return Left(document: taken.record.document, state: state, folder: taken.record.folder)
    } catch {
      throw CommandFailure(error)
    }
  }
}
