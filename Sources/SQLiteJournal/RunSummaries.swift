import KEditEngine
import KEditPlan
import SQLite

/// What summaries of runs are made of, read for all runs at once.
struct RunSummaries {
  private let counts: [Int: EditCount]
  private let open: Set<Int>
  private let charges: [Int: Charges]
  private let holders: [Int: Holder]

  init(_ database: Database) throws {
    var counts: [Int: EditCount] = [:]
    for row in try database.rows(
      """
      SELECT edits.run, CASE WHEN edits.state = 'done' OR \(SQLiteArchive.isMade) THEN 'done'
          ELSE edits.state END AS ending, count(*) AS number
      FROM edits JOIN runs ON runs.id = edits.run GROUP BY 1, 2
      """)
    {
      let run: Int = try row.get("run")
      let number: Int = try row.get("number")
      switch try row.get("ending", as: String.self) {
      case "done": counts[run, default: EditCount()].done += number
      case "failed": counts[run, default: EditCount()].failed += number
      case "skipped": counts[run, default: EditCount()].skipped += number
      default: counts[run, default: EditCount()].left += number
      }
    }
    self.counts = counts
    let open = try database.rows(
      """
      SELECT DISTINCT runs.id FROM runs JOIN edits
        ON \(SQLiteJournal.isOpen(retryingFailed: false))
      """)
    self.open = Set(try open.map { try $0.get(0) })
    // A task that was found and taken over without ever being meant here was paid for elsewhere.
    var charges: [Int: Charges] = [:]
    for row in try database.rows(
      """
      SELECT attempts.run, tasks.units, tasks.status
      FROM tasks JOIN attempts ON attempts.id = tasks.attempt WHERE attempts.request IS NOT NULL
      """)
    {
      let run: Int = try row.get("run")
      let units: String? = try row.get("units")
      if let units = units.flatMap({ DecimalNumber($0) }) {
        charges[run, default: Charges()].units = charges[run, default: Charges()].units + units
      } else if try row.get("status", as: String.self) != "failed" {
        charges[run, default: Charges()].openTasks += 1
      }
    }
    self.charges = charges
    self.holders = try Self.holders(database)
  }

  /// The runs that a process holds edits for, and that may be alive.
  private static func holders(_ database: Database) throws -> [Int: Holder] {
    var holders: [Int: Holder] = [:]
    var isAlive: [ProcessIdentity: Bool] = [:]
    for row in try database.rows("SELECT * FROM claims ORDER BY since") {
      let holder = try Holder(row)
      let process = try ProcessIdentity(row)
      if isAlive[process] == nil { isAlive[process] = process.mayBeAlive }
      if isAlive[process] == true { holders[holder.run] = holder }
    }
    return holders
  }

  func all(of database: Database) throws -> [RunSummary] {
    try database.rows(
      """
      SELECT runs.*, scopes.provider, scopes.base_url, scopes.account
      FROM runs JOIN scopes ON scopes.id = runs.scope ORDER BY runs.id DESC
      """
    ).map { try summary($0) }
  }

  func summary(_ row: Row) throws -> RunSummary {
    let id: Int = try row.get("id")
    let maximum: String? = try row.get("maximum_units")
    return RunSummary(
      id: id, scope: try JournalScope(row), source: try row.get("source"),
      outputFolder: try row.get("output_folder"), begunAt: try row.get("begun_at"),
      approvedAt: try row.get("approved_at"), endedAt: try row.get("ended_at"),
      maximumUnits: maximum.flatMap { DecimalNumber($0) }, edits: counts[id] ?? EditCount(),
      canGoOn: open.contains(id), charges: charges[id] ?? Charges(), holder: holders[id])
  }
}

extension JournalScope {
  init(_ row: Row) throws {
    self.init(
      provider: try row.get("provider"), baseURL: try row.get("base_url"),
      account: try row.get("account"))
  }
}
