import SQLite
import Synchronization
import TestSupport
import Testing

struct TransactionTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/state.sqlite"
  }

  private func count(_ database: Database) throws -> Int {
    try database.firstRow("SELECT count(*) FROM t")?.get(0) ?? -1
  }

  private struct Refused: Error {}

  @Test func `Whatever the body throws, nothing of it stays`() throws {
    let database = try Database(path: path)
    try database.execute("CREATE TABLE t (x UNIQUE)")
    #expect(throws: Refused.self) {
      try database.transaction {
        try database.execute("INSERT INTO t VALUES (1)")
        throw Refused()
      }
    }
    #expect(throws: SQLiteError.self) {
      try database.transaction {
        try database.execute("INSERT INTO t VALUES (1)")
        try database.execute("INSERT INTO t VALUES (1)")
      }
    }
    #expect(try count(database) == 0)
    let written = try database.transaction {
      try database.execute("INSERT INTO t VALUES (1)")
      return database.changes
    }
    #expect(written == 1)
    #expect(try count(database) == 1)
  }

  @Test func `A transaction that fills the disk is undone and the next one works`() throws {
    let database = try Database(path: path)
    try database.execute("CREATE TABLE t (x)")
    try database.execute("PRAGMA max_page_count = 8")
    let error = #expect(throws: SQLiteError.self) {
      try database.transaction {
        try database.execute("INSERT INTO t VALUES (1)")
        try database.execute("INSERT INTO t VALUES (zeroblob(100000))")
      }
    }
    #expect(error?.reason == .full)
    #expect(try count(database) == 0)
    try database.transaction { try database.execute("INSERT INTO t VALUES (1)") }
    #expect(try count(database) == 1)
  }

  @Test func `Durability can be asked for by the transaction`() throws {
    let database = try Database(path: path, options: .init(synchronous: .normal))
    func level() throws -> Int { try database.firstRow("PRAGMA synchronous")?.get(0) ?? -1 }
    #expect(try level() == 1)
    #expect(try database.transaction(synchronous: .full) { try level() } == 2)
    #expect(try level() == 1)
    #expect(throws: Refused.self) {
      try database.transaction(synchronous: .full) { throw Refused() }
    }
    #expect(try level() == 1)
  }

  @Test func `A second writer waits, and is told when it waited in vain`() throws {
    let first = try Database(path: path)
    try first.execute("CREATE TABLE t (x)")
    let second = try Database(path: path, options: .init(busyTimeout: .zero))
    try first.transaction {
      try first.execute("INSERT INTO t VALUES (1)")
      let error = #expect(throws: SQLiteError.self) {
        try second.transaction { try second.execute("INSERT INTO t VALUES (2)") }
      }
      #expect(error?.reason == .busy)
      // Readers do not wait, and see what was committed.
      #expect(try count(second) == 0)
    }
    try second.transaction { try second.execute("INSERT INTO t VALUES (2)") }
    #expect(try count(first) == 2)
  }

  /// What owns a connection that many tasks use.
  private final class Store: Sendable {
    let database: Mutex<Database>

    init(path: String) throws {
      database = Mutex(try Database(path: path, options: .init(synchronous: .normal)))
      try database.withLock { try $0.execute("CREATE TABLE t (x INTEGER)") }
    }

    func insert(_ value: Int) throws {
      try database.withLock { database in
        try database.transaction { try database.execute("INSERT INTO t VALUES (?1)", value) }
      }
    }
  }

  @Test func `A mutex may own a connection that many tasks use`() async throws {
    let store = try Store(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask { try store.insert(task) }
      }
      try await group.waitForAll()
    }
    let count = try store.database.withLock { try $0.rows("SELECT x FROM t").count }
    #expect(count == 8)
  }

  @Test func `Connections that open a new file at once and count together lose nothing`()
    async throws
  {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let database = try Database(path: path, options: .init(synchronous: .normal))
          try database.transaction {
            try database.execute("CREATE TABLE IF NOT EXISTS t (x INTEGER)")
            if try database.rows("SELECT x FROM t").isEmpty {
              try database.execute("INSERT INTO t VALUES (0)")
            }
          }
          for _ in 0..<50 {
            try database.transaction {
              let seen: Int = try database.firstRow("SELECT x FROM t")?.get(0) ?? 0
              try database.execute("UPDATE t SET x = ?1", seen + 1)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let total: Int? = try Database(path: path).firstRow("SELECT x FROM t")?.get(0)
    #expect(total == 200)
  }
}
