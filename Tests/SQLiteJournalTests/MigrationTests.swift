import KEditEngine
import KlingAPI
import OrderedJSON
import PosixFiles
import SQLite
import SQLiteJournal
import TestSupport
import Testing

/// Files that older programs wrote.
struct MigrationTests {
  private let folder: TemporaryFolder
  private var path: String { folder("journal.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    try Database(path: path).execute(script: journalOfVersion1)
  }

  private func journal() throws -> SQLiteJournal {
    try SQLiteJournal(
      JournalFile(path),
      scope: JournalScope(provider: "kling", baseURL: "https://x", account: "a"), now: { 1_000 })
  }

  @Test func whatTheFirstVersionWroteIsKept() async throws {
    let attempt = try #require(
      try await journal().newestAttempt(fingerprint: "f-a", parentID: nil))
    #expect(attempt.session?.sessionID == "s2")
    #expect(attempt.session?.normalizedVideo == "https://x/n.mp4")
    #expect(attempt.session?.framesPerSecond.text == "30.0")
    #expect(attempt.sessionOpenedAt == 200)
    #expect(attempt.files.map(\.location) == ["/o/a.mp4"])

    let archive = SQLiteArchive(try JournalFile(path, access: .read))
    let report = try #require(try archive.report(of: 1))
    #expect(
      report.edits[0].marks == [
        .init(frame: 3, points: [["x": 0.25, "y": 0.5]]),
        .init(frame: 149, points: [["x": 0.75, "y": 0.5], ["x": 0.875, "y": 0.5]]),
      ])
    #expect(try archive.history(of: 1).map(\.to) == ["creating"])
    #expect(try Database(path: path).rows("PRAGMA foreign_key_check").isEmpty)
    #expect(try Database(path: path).rows("SELECT * FROM marks").count == 3)
  }

  @Test func anOldFileBecomesLikeANewOne() throws {
    _ = try journal()
    let new = folder("new.sqlite")
    _ = try JournalFile(new)
    func tables(_ path: String) throws -> [String] {
      try Database(path: path).rows(
        "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
      ).map { try $0.get(0) }
    }
    #expect(try tables(path) == tables(new))
    #expect(try Database(path: path).userVersion() == Database(path: new).userVersion())
  }

  @Test func toReadAnOldFileDoesNotChangeIt() throws {
    let before = try FileSystem.read(path, limit: 1 << 24)
    let fault = #expect(throws: JournalFault.self) { try JournalFile(path, access: .read) }
    #expect(fault?.message.contains("older kedit") == true)
    #expect(try FileSystem.read(path, limit: 1 << 24) == before)
  }
}
