import KEditEngine
import PosixFiles
import SQLite
import SQLiteJournal
import TestSupport
import Testing

/// Sessions that a person edits in, as another process finds them.
struct SessionJournalTests {
  private static let day = Duration.seconds(24 * 3600)
  private let folder: TemporaryFolder
  private var path: String { folder("a/journal.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func open(account: String = "a", at now: Int = 1_000) throws -> SQLiteJournal {
    try SQLiteJournal(
      JournalFile(path),
      scope: JournalScope(provider: "kling", baseURL: "https://x", account: account),
      now: { now })
  }

  private func record(_ name: String) -> SessionRecord {
    SessionRecord(
      folder: "/f/\(name)", name: "\(name).kedit", document: "video \"\(name)\" # ü\n",
      state: #"{"session":"\#(name)"}"#)
  }

  /// Makes it so that the process which holds the sessions has ended.
  private func letHolderDie(_ condition: String = "1") throws {
    try Database(path: path).execute(
      "UPDATE editing_sessions SET process_start = 'another' WHERE \(condition)")
  }

  @Test func whatWasLeftIsTakenUpAsItStood() async throws {
    let log = try await open(at: 1_000).begin(record("a"))
    try await log.write(record("b"))
    var last = record("c")
    last.state = ""
    try await open(at: 2_000).begin(record("x")).end()
    try await log.write(last)
    try letHolderDie()
    let taken = try #require(try await open(at: 3_000).takeNewestSession(within: Self.day))
    #expect(taken.record == last)
    #expect(taken.updatedAt == 1_000)
    #expect(taken.log.id == log.id)
    try await taken.log.write(record("d"))
    try letHolderDie()
    #expect(
      try await open(at: 3_000).takeNewestSession(within: Self.day)?.record == record("d"))
  }

  @Test func theNewestComesFirstAndEachIsGivenOnce() async throws {
    for (name, now) in [("a", 1_000), ("b", 3_000), ("c", 2_000)] {
      _ = try await open(at: now).begin(record(name))
    }
    try letHolderDie()
    let journal = try open(at: 4_000)
    var names: [String] = []
    while let taken = try await journal.takeNewestSession(within: Self.day) {
      names.append(taken.record.name)
    }
    #expect(names == ["b.kedit", "c.kedit", "a.kedit"])
  }

  @Test func whatALivingProcessHoldsIsLeftToIt() async throws {
    let journal = try open()
    let own = try await journal.begin(record("own"))
    #expect(try await open().takeNewestSession(within: Self.day) == nil)
    let other = try await journal.begin(record("other"))
    try Database(path: path).execute(
      "UPDATE editing_sessions SET host = 'elsewhere', process = 1 WHERE id = ?", other.id)
    #expect(try await open().takeNewestSession(within: Self.day) == nil)
    try letHolderDie("id = \(own.id)")
    #expect(try await open().takeNewestSession(within: Self.day)?.log.id == own.id)
  }

  @Test func manyWhoAskAtOnceGetOneSessionEach() async throws {
    for name in ["a", "b", "c"] { _ = try await open().begin(record(name)) }
    try letHolderDie()
    let journals = try (0..<10).map { _ in try open() }
    let ids = try await withThrowingTaskGroup(of: Int?.self) { group in
      for journal in journals {
        group.addTask { try await journal.takeNewestSession(within: Self.day)?.log.id }
      }
      var ids: [Int] = []
      for try await id in group { if let id { ids.append(id) } }
      return ids
    }
    #expect(ids.sorted() == [1, 2, 3])
  }

  @Test func whoLostASessionMayNotWriteIt() async throws {
    let log = try await open().begin(record("a"))
    try Database(path: path).execute("UPDATE editing_sessions SET host = 'elsewhere'")
    let fault = await #expect(throws: JournalFault.self) { try await log.write(record("b")) }
    #expect(fault?.help?.isEmpty == false)
    // Nor is it theirs to end.
    try await log.end()
    try Database(path: path).execute("UPDATE editing_sessions SET host = ''")
    #expect(try Database(path: path).rows("SELECT * FROM editing_sessions").count == 1)
  }

  @Test func whatHasEndedIsForgotten() async throws {
    let log = try await open().begin(record("a"))
    try await log.end()
    #expect(try Database(path: path).rows("SELECT * FROM editing_sessions").isEmpty)
    await #expect(throws: JournalFault.self) { try await log.write(record("a")) }
  }

  @Test func whatIsTooOldIsNotGiven() async throws {
    _ = try await open(at: 1_000).begin(record("a"))
    try letHolderDie()
    let day = 24 * 3600 * 1000
    #expect(try await open(at: 1_001 + day).takeNewestSession(within: Self.day) == nil)
    #expect(try await open(at: 1_000 + day).takeNewestSession(within: Self.day) != nil)
  }

  @Test func accountsDoNotSeeOneAnother() async throws {
    _ = try await open(account: "a").begin(record("a"))
    try letHolderDie()
    #expect(try await open(account: "b").takeNewestSession(within: Self.day) == nil)
    #expect(try await open(account: "a").takeNewestSession(within: Self.day) != nil)
  }

  @Test func aFileOfTheFirstVersionTakesSessions() async throws {
    try folder.write("a/x", [])
    try Database(path: path).execute(script: journalOfVersion1)
    _ = try await open().begin(record("a"))
    try letHolderDie()
    #expect(try await open().takeNewestSession(within: Self.day)?.record == record("a"))
  }

  @Test func aDamagedFileIsSaidAndLeftAsItIs() async throws {
    _ = try await open().begin(record("a"))
    for name in try FileSystem.list(folder("a")) where name != "journal.sqlite" {
      try FileSystem.removeFile(folder("a/" + name))
    }
    var bytes = try FileSystem.read(path, limit: 1 << 24)
    for index in 100..<bytes.count { bytes[index] = 0x5A }
    try folder.write("a/journal.sqlite", bytes)
    let fault = #expect(throws: JournalFault.self) { try open() }
    #expect(fault?.message.contains("is damaged") == true)
    #expect(try FileSystem.read(path, limit: 1 << 24) == bytes)
  }

  @Test func theFileIsItsOwnersAlone() async throws {
    _ = try await open().begin(record("a"))
    for name in try FileSystem.list(folder("a")) {
      #expect(try FileSystem.status(of: folder("a/" + name)).mode & 0o077 == 0)
    }
  }

  @Test func previewsAreKnownByTheirPlaceAndContent() async throws {
    try await open().notePreview(at: "/o/a.preview.mp4", sha256: "cafe")
    try await open().notePreview(at: "/o/a.preview.mp4", sha256: "beef")
    try await open().notePreview(at: "/o/a.preview.mp4", sha256: "beef")
    let journal = try open()
    for content in ["cafe", "beef"] {
      #expect(try await journal.hasPreview(at: "/o/a.preview.mp4", sha256: content))
    }
    #expect(try await !journal.hasPreview(at: "/o/a.preview.mp4", sha256: "f00d"))
    #expect(try await !journal.hasPreview(at: "/o/b.preview.mp4", sha256: "cafe"))
    #expect(
      try await !open(account: "b").hasPreview(at: "/o/a.preview.mp4", sha256: "cafe"))
  }
}
