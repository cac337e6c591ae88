import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import PosixFiles
import SQLite
import SQLiteJournal
import TestSupport
import Testing

/// What a person is told of the runs of a journal.
struct ArchiveTests {
  private let folder: TemporaryFolder
  private var path: String { folder("journal.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func journal(account: String = "a", at now: Int = 1_000) throws -> SQLiteJournal {
    try SQLiteJournal(
      JournalFile(path),
      scope: JournalScope(provider: "kling", baseURL: "https://x", account: account),
      now: { now })
  }

  private func archive() throws -> SQLiteArchive {
    SQLiteArchive(try JournalFile(path, access: .read))
  }

  private func record(_ names: String...) -> RunRecord {
    let edits = names.map { name in
      PlannedEdit(
        name: name, position: PlannedEdit.Position(line: 1, column: 1), mode: .removal,
        video: .url("https://x/a.mp4"), selections: [], preview: false,
        task: TaskRequest(
          model: nil, images: [], prompt: "p", negativePrompt: nil, quality: .std,
          duration: .five, watermark: nil, callbackURL: nil, externalTaskID: nil),
        save: "\(name).mp4", fingerprint: "f-\(name)")
    }
    return RunRecord(
      plan: Plan(source: Plan.Source(path: "a.kedit", sha256: ""), edits: edits),
      sourceFolder: "/s", outputFolder: "/o", maximumUnits: DecimalNumber("9.50"))
  }

  private func step(_ to: String, _ fact: Transition.Fact, of name: String) -> Transition {
    Transition(
      edit: name, fingerprint: "f-\(name)",
      identity: TaskIdentity(id: "kedit-\(name)", isDerived: true, isIntended: false), from: "x",
      to: to, fact: fact)
  }

  private func intent(_ name: String) -> Transition.Fact {
    .intent(
      CreateTaskRequest(
        modelName: nil, sessionID: "s", editMode: .removal, images: [], prompt: "p",
        negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
        externalTaskID: "kedit-\(name)"))
  }

  private func task(
    _ id: String, _ status: KlingTask.Status, units: String?, updatedAt: Int? = nil
  ) -> KlingTask {
    let video = KlingTask.Video(
      id: "v", sessionID: nil, url: "https://x/v", watermarkURL: nil, duration: nil)
    return KlingTask(
      id: id, status: status, statusMessage: nil, externalID: nil,
      videos: status == .succeed ? [video] : [], watermark: nil, units: units, createdAt: nil,
      updatedAt: updatedAt)
  }

  /// A task that was meant here and is now like this.
  private func make(_ task: KlingTask, of name: String, in log: any RunLog) async throws {
    try await log.record(step("creating", intent(name), of: name))
    try await log.record(step("awaiting", .task(task), of: name))
  }

  @Test func chargesAreSummedExactlyWhereTheTaskWasMade() async throws {
    let first = try await journal().begin(record("a", "b", "c"))
    try await make(task("t1", .succeed, units: "0.1"), of: "a", in: first)
    try await make(task("t2", .failed, units: "0.2"), of: "b", in: first)
    try await make(task("t3", .processing, units: nil), of: "c", in: first)
    let second = try await journal().begin(record("a", "d", "e"))
    // Taken over from the first run; found at the service without being meant; meant, and failed.
    try await second.record(step("done", .task(task("t1", .succeed, units: "0.1")), of: "a"))
    try await second.record(step("done", .task(task("t4", .succeed, units: "7")), of: "d"))
    try await make(task("t5", .failed, units: nil), of: "e", in: second)
    let runs = try archive().runs()
    #expect(runs.map(\.id) == [second.id, first.id])
    #expect(runs.map { "\($0.charges.units)" } == ["0", "0.3"])
    #expect(runs.map(\.charges.openTasks) == [0, 1])
    #expect(runs.first?.maximumUnits == DecimalNumber("9.5"))
  }

  @Test func aRunIsInTheStateOfItsEdits() async throws {
    func state() throws -> RunSummary.State? { try archive().runs().first?.state }
    let log = try await journal().begin(record("a", "b"))
    #expect(try state() == .notAllowed)
    #expect(try await log.claim(["f-a"]).isEmpty)
    #expect(try state() == .underWay)
    #expect(try archive().runs().first?.holder?.run == log.id)
    try Database(path: path).execute("UPDATE claims SET process_start = 'another'")
    try await log.approve()
    #expect(try state() == .stopped)
    try await log.record(step("failed", .failure(Failure(.refused, "no")), of: "a"))
    #expect(try state() == .stopped, "b is left")
    try await log.record(step("skipped", .nothing, of: "b"))
    #expect(try state() == .failed)
    try await log.record(step("failed", .failure(Failure(.unreachable, "no")), of: "a"))
    #expect(try state() == .stopped, "waiting may help")
    try await log.record(step("done", .files([]), of: "a"))
    // Another run makes what was skipped here.
    let other = try await journal().begin(record("b"))
    try await other.record(step("done", .files([]), of: "b"))
    let runs = try archive().runs()
    #expect(runs.map(\.state) == [.done, .done])
    #expect(runs.map(\.edits.done) == [1, 2])
  }

  @Test func allAccountsAreSeen() async throws {
    _ = try await journal(account: "a").begin(record("a"))
    _ = try await journal(account: "b").begin(record("a"))
    #expect(try archive().runs().map(\.scope.account) == ["b", "a"])
    #expect(try archive().report(of: 2)?.summary.scope.account == "b")
    #expect(try archive().report(of: 3) == nil)
  }

  @Test func aReportHasTheEditsInOrderWithWhatIsKnown() async throws {
    let log = try await journal().begin(record("b", "a"))
    let video = ParsedVideo(
      sessionID: "s1", units: nil, framesPerSecond: JSONNumber(30),
      durationMilliseconds: JSONNumber(5000), width: 1280, height: 720, frameCount: 150,
      normalizedVideo: nil)
    try await log.record(step("checking", .session(video), of: "b"))
    let mark = SelectionRequest(
      sessionID: "s1", frameIndex: 3, points: [Point(x: 0.25, y: 0.5)])
    let masks = [
      SelectionAnswer.Mask(objectID: 4, runLengths: .init(size: [4, 5], counts: "52207")),
      SelectionAnswer.Mask(objectID: 7, runLengths: .init(size: [4, 5], counts: "51>")),
    ]
    // What is marked a second time takes the place of what was known of the frame.
    try await log.record(step("marking", .marked(mark, masks: masks.reversed()), of: "b"))
    try await log.record(step("marking", .marked(mark, masks: masks), of: "b"))
    try await log.record(step("failed", .failure(Failure(.refused, "one", "two")), of: "b"))
    let report = try #require(try archive().report(of: log.id))
    #expect(report.edits.map(\.name) == ["b", "a"])
    #expect(
      report.edits[0].marks == [.init(frame: 3, points: [["x": 0.25, "y": 0.5]], masks: masks)])
    #expect(report.edits[0].failure == ["one", "two"])
    #expect(report.edits[0].failureCode == 4)
    #expect(report.edits[0].attempt?.session == video)
    #expect(report.edits[1].attempt == nil)
    #expect(report.edits[1].state == "pending")
    let history = try archive().history(of: log.id)
    #expect(history.map(\.to) == ["checking", "marking", "marking", "failed"])
    #expect(history[1].detail["frame_index"] == 3)
    // The session is opened anew, and nothing is marked in it.
    try await log.record(step("checking", .session(video), of: "b"))
    #expect(try archive().report(of: log.id)?.edits[0].marks == [])
  }

  /// A person may have several tasks made from one session, with other marks each.
  @Test func runsThatShareASessionHaveTheirOwnMarks() async throws {
    let video = ParsedVideo(
      sessionID: "s1", units: nil, framesPerSecond: JSONNumber(30),
      durationMilliseconds: JSONNumber(5000), width: 1280, height: 720, frameCount: 150,
      normalizedVideo: nil)
    for (name, frame) in [("a", 3), ("b", 7)] {
      let log = try await journal().begin(record(name))
      try await log.record(step("checking", .session(video, openedAt: 500), of: name))
      let mark = SelectionRequest(
        sessionID: "s1", frameIndex: frame, points: [Point(x: 0.25, y: 0.5)])
      try await log.record(step("marking", .marked(mark), of: name))
    }
    for (run, frame) in [(1, 3), (2, 7)] {
      let edit = try #require(try archive().report(of: run)?.edits.first)
      #expect(edit.marks.map(\.frame) == [frame])
      #expect(edit.attempt?.session == video)
      #expect(edit.attempt?.sessionOpenedAt == 500)
    }
  }

  @Test func whatWasNeverFetchedIsFoundTheFirstToDieFirst() async throws {
    let month = 30 * 24 * 3600 * 1000
    let log = try await journal(at: 9_000).begin(record("a", "b", "c", "d", "e"))
    // Seen at 9 s; made before, in a time to come, not yet, never, and fetched.
    try await make(task("t1", .succeed, units: "3", updatedAt: 5_000), of: "a", in: log)
    try await make(task("t2", .succeed, units: "3", updatedAt: .max), of: "b", in: log)
    try await make(task("t3", .processing, units: nil), of: "c", in: log)
    try await make(task("t4", .failed, units: nil), of: "d", in: log)
    try await make(task("t5", .succeed, units: "3", updatedAt: 1_000), of: "e", in: log)
    try await log.record(step("done", .files([]), of: "e"))
    // The newest run that has the edit is the one to go on with.
    let newer = try await journal().begin(record("a"))
    try await newer.record(step("awaiting", .nothing, of: "a"))
    let results = try archive().unfetchedResults()
    #expect(results.map(\.edit) == ["a", "b", "c"])
    #expect(results.map(\.expiresAt) == [5_000 + month, 9_000 + month, 9_000 + month])
    #expect(results.map(\.isMade) == [true, true, false])
    #expect(results.map(\.run) == [newer.id, log.id, log.id])
    #expect(results.map(\.taskID) == ["t1", "t2", "t3"])
  }

  /// A file that somebody else keeps must not be touched, and no file of a log left behind.
  @Test func readingChangesNothing() async throws {
    _ = try await journal().begin(record("a"))
    let before = try FileSystem.read(path, limit: 1 << 24)
    _ = try archive().runs()
    #expect(try FileSystem.read(path, limit: 1 << 24) == before)
    #expect(try folder.names() == ["journal.sqlite"])
    let other = folder("other.sqlite")
    try Database(path: other).execute("PRAGMA journal_mode = DELETE")
    try Database(path: other, options: .init(access: .read)).execute("SELECT 1")
    let bytes = try FileSystem.read(other, limit: 1 << 24)
    #expect(throws: JournalFault.self) { try JournalFile(other, access: .read) }
    #expect(try FileSystem.read(other, limit: 1 << 24) == bytes)
  }
}
