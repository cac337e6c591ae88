import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import PosixFiles
import SQLite
import SQLiteJournal
import TestSupport
import Testing

/// The journal as a file.
struct JournalTests {
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

  private let identity = TaskIdentity(id: "kedit-1", isDerived: true, isIntended: false)

  private func edit(_ name: String) -> PlannedEdit {
    PlannedEdit(
      name: name, position: PlannedEdit.Position(line: 1, column: 1), mode: .removal,
      video: .url("https://x/a.mp4"), selections: [], preview: false,
      task: TaskRequest(
        model: nil, images: [], prompt: "Delete <<<video_1>>>", negativePrompt: nil, quality: .std,
        duration: .five, watermark: nil, callbackURL: nil, externalTaskID: nil),
      save: "\(name).mp4", fingerprint: "f-\(name)")
  }

  private func record(_ names: String...) -> RunRecord {
    RunRecord(
      plan: Plan(source: Plan.Source(path: "a.kedit", sha256: ""), edits: names.map { edit($0) }),
      sourceFolder: "/s", outputFolder: "/o", randomPart: "r", maximumUnits: DecimalNumber("1.5"))
  }

  private func step(_ to: String, _ fact: Transition.Fact, of name: String = "a") -> Transition {
    Transition(
      edit: name, fingerprint: "f-\(name)", identity: identity, from: "x", to: to, fact: fact)
  }

  private let task = KlingTask(
    id: "t1", status: .succeed, statusMessage: nil, externalID: "kedit-1",
    videos: [
      KlingTask.Video(
        id: "v1", sessionID: "s1", url: "https://x/v", watermarkURL: nil, duration: "5.1")
    ], watermark: false, units: "3.50", createdAt: 1, updatedAt: 2)

  @Test func whatIsRecordedIsKnownToTheNextProcess() async throws {
    let log = try await open().begin(record("a"))
    let request = CreateTaskRequest(
      modelName: nil, sessionID: "s1", editMode: .removal, images: [], prompt: "p",
      negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
      externalTaskID: "kedit-1")
    try await log.record(step("creating", .intent(request)))
    let file = PlacedFile(
      location: "/o/a.mp4", sha256: "cafe", size: 9, fingerprint: "f-a", externalTaskID: "kedit-1",
      taskID: "t1")
    try await log.record(step("downloading", .task(task)))
    try await log.record(step("downloading", .placing(file)))

    let journal = try open()
    let known = try await journal.attempt(externalTaskID: "kedit-1", fingerprint: "f-a")
    #expect(known?.task == task)
    #expect(known?.files == [file])
    #expect(known?.state == "downloading")
    #expect(known?.run == log.id)
    #expect(known?.identity.isIntended == true)
    #expect(try await journal.newestAttempt(fingerprint: "f-a", parentID: nil) == known)
    #expect(try await journal.newestAttempt(fingerprint: "f-a", parentID: "other") == nil)
    #expect(try await journal.results(at: "/o/a.mp4") == [file])
  }

  @Test func aSessionThatIsTakenUpAgainKeepsItsAge() async throws {
    let video = ParsedVideo(
      sessionID: "s1", units: nil, framesPerSecond: JSONNumber(30),
      durationMilliseconds: JSONNumber(5000),
      width: 1280, height: 720, frameCount: 150, normalizedVideo: nil)
    let log = try await open(at: 1_000).begin(record("a"))
    try await log.record(step("checking", .session(video)))
    let later = try await open(at: 9_000).reopen(log.id)
    try await later.record(step("checking", .session(video)))
    let known = try await open().attempt(externalTaskID: "kedit-1", fingerprint: "f-a")
    #expect(known?.session == video)
    #expect(known?.sessionOpenedAt == 1_000)
  }

  @Test func accountsDoNotSeeOneAnother() async throws {
    let log = try await open().begin(record("a"))
    try await log.record(step("awaiting", .task(task)))
    let other = try open(account: "b")
    #expect(try await other.attempt(externalTaskID: "kedit-1", fingerprint: "f-a") == nil)
    #expect(try await other.unfinishedRun() == nil)
    await #expect(throws: JournalFault.self) { try await other.reopen(log.id) }
  }

  @Test func oneRunAtATimeHoldsAnEdit() async throws {
    let first = try await open().begin(record("a", "b"))
    #expect(try await first.claim(["f-a", "f-b"]).isEmpty)
    let second = try await open().begin(record("b", "c"))
    let holders = try await second.claim(["f-b", "f-c"])
    #expect(holders.keys.sorted() == ["f-b"])
    #expect(holders["f-b"]?.run == first.id)
    // None was taken: the other edit is free.
    let third = try await open().begin(record("c"))
    #expect(try await third.claim(["f-c"]).isEmpty)
    try await first.release()
    #expect(try await second.claim(["f-b"]).isEmpty)
  }

  @Test func whatAnotherProcessHoldsOfTheSameRunStaysItsOwn() async throws {
    let log = try await open().begin(record("a", "b"))
    #expect(try await log.claim(["f-a"]).isEmpty)
    let other = "UPDATE claims SET host = 'elsewhere', process = 1"
    try Database(path: path).execute(other)
    #expect(try await log.claim(["f-b"]).isEmpty)
    try await log.release()
    let second = try await open().begin(record("a", "b"))
    #expect(try await second.claim(["f-a", "f-b"]).keys.sorted() == ["f-a"])
  }

  @Test func theClaimsOfADeadProcessAreFree() async throws {
    let first = try await open().begin(record("a"))
    #expect(try await first.claim(["f-a"]).isEmpty)
    try Database(path: path).execute("UPDATE claims SET process_start = 'another'")
    let second = try await open().begin(record("a"))
    #expect(try await second.claim(["f-a"]).isEmpty)
  }

  @Test func theClaimsOfAnotherHostAreRespected() async throws {
    let first = try await open().begin(record("a"))
    #expect(try await first.claim(["f-a"]).isEmpty)
    try Database(path: path).execute("UPDATE claims SET host = 'elsewhere', process = 1")
    let second = try await open().begin(record("a"))
    #expect(try await second.claim(["f-a"])["f-a"]?.host == "elsewhere")
  }

  @Test func theNewestUnfinishedRunIsFound() async throws {
    let journal = try open()
    let old = try await journal.begin(record("a"))
    let new = try await journal.begin(record("b"))
    try await new.approve()
    let found = try await journal.unfinishedRun()
    #expect(found?.id == new.id)
    #expect(found?.randomPart == "r")
    #expect(found?.maximumUnits == DecimalNumber("1.5"))
    #expect(found?.approvedAt == 1_000)
    try await new.record(step("failed", .failure(Failure(.refused, "no")), of: "b"))
    #expect(try await journal.unfinishedRun()?.id == old.id)
    #expect(try await journal.unfinishedRun(retryingFailed: true)?.id == new.id)
    try await new.record(step("failed", .failure(Failure(.unreachable, "no")), of: "b"))
    #expect(try await journal.unfinishedRun()?.id == new.id, "waiting may help")
    try await new.record(step("done", .files([]), of: "b"))
    try await old.discard()
    #expect(try await journal.unfinishedRun() == nil)
  }

  /// A result that expired is made again by a second task: that the first was done once is no end.
  @Test func aRunThatMakesSomethingAgainIsUnfinishedUntilItIsMade() async throws {
    let journal = try open()
    let first = try await journal.begin(record("a", "b"))
    try await first.record(step("done", .files([])))
    try await first.record(step("done", .files([]), of: "b"))
    #expect(try await journal.unfinishedRun() == nil)
    let second = try await journal.begin(record("a", "b"))
    func again(_ state: String) -> Transition {
      Transition(
        edit: "a", fingerprint: "f-a",
        identity: TaskIdentity(id: "kedit-2", isDerived: true, isIntended: false, number: 2),
        from: "x", to: state, fact: .nothing)
    }
    try await second.record(again("awaiting"))
    #expect(try await journal.unfinishedRun()?.id == second.id)
    // Its second edit, made from the first, has not even begun.
    try await second.record(again("done"))
    #expect(try await journal.unfinishedRun()?.id == second.id)
  }

  @Test func theFileIsItsOwnersAlone() throws {
    _ = try open()
    let names = try FileSystem.list(folder("a"))
    #expect(names.contains("journal.sqlite"))
    for name in names {
      #expect(try FileSystem.status(of: folder("a/" + name)).mode & 0o077 == 0)
    }
  }

  @Test(arguments: ["not a database at all, but long enough to be looked at as one", ""])
  func aDamagedFileIsSaidAndLeftAsItIs(content: String) throws {
    try folder.write("a/journal.sqlite", Array(content.utf8))
    if content.isEmpty {
      // An empty file is a new journal.
      _ = try open()
      return
    }
    let fault = #expect(throws: JournalFault.self) { try open() }
    #expect(fault?.message.contains("is damaged") == true)
    #expect(fault?.help?.isEmpty == false)
    #expect(try FileSystem.read(path, limit: 1 << 20) == Array(content.utf8))
  }

  @Test func aJournalOfANewerProgramIsLeftAsItIs() throws {
    _ = try open()
    try Database(path: path).setUserVersion(99)
    let fault = #expect(throws: JournalFault.self) { try open() }
    #expect(fault?.message.contains("newer kedit (form 99") == true)
    #expect(try Database(path: path).userVersion() == 99)
  }

  @Test func aPlaceThatCannotBeWrittenIsSaid() throws {
    try folder.write("file", [])
    let fault = #expect(throws: JournalFault.self) {
      try JournalFile(folder("file/journal.sqlite"))
    }
    #expect(fault?.help?.contains("--state") == true)
  }
}
