import Glibc
import SQLite
import TestSupport
import Testing

struct DatabaseTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/state.sqlite"
  }

  @Test(
    arguments: [
      .null, .integer(0), .integer(.min), .integer(.max), .real(-0.5), .real(.infinity),
      .text(""), .text("小鸡 é \u{0} behind a NUL"), .blob([]), .blob([0, 255, 10]),
    ] as [SQLiteValue])
  func `A value comes back as it was bound`(value: SQLiteValue) throws {
    let database = try Database(path: path)
    #expect(try database.firstRow("SELECT ?1", value)?.values == [value])
  }

  @Test func `Values are read as the type they have, and as no other`() throws {
    let database = try Database(path: path)
    let row = try #require(
      try database.firstRow(
        "SELECT ?1 AS i, ?2 AS r, ?3 AS t, ?4 AS b, ?5 AS n, ?6 AS o", 7, 2.5, "seven",
        [7] as [UInt8],
        nil as String?, true))
    #expect(try row.get("i", as: Int.self) == 7)
    #expect(try row.get("i", as: Double.self) == 7)
    #expect(try row.get("r", as: Double.self) == 2.5)
    #expect(try row.get("t", as: String?.self) == "seven")
    #expect(try row.get("b", as: [UInt8].self) == [7])
    #expect(try row.get("n", as: String?.self) == nil)
    #expect(try row.get(5, as: Bool.self))
    let mismatch = #expect(throws: SQLiteError.self) { try row.get("t", as: Int.self) }
    #expect(mismatch?.reason == .mismatch)
    #expect(mismatch?.message == "column t holds TEXT, not Int")
    #expect(throws: SQLiteError.self) { try row.get("n", as: String.self) }
    #expect(throws: SQLiteError.self) { try row.get("i", as: Bool.self) }
  }

  @Test func `A statement can be run many times`() throws {
    let database = try Database(path: path)
    try database.execute("CREATE TABLE task (id TEXT PRIMARY KEY, age INTEGER) STRICT")
    let insert = try database.prepare("INSERT INTO task VALUES (?1, ?2)")
    for age in 1...3 { try insert.run("t\(age)", age) }
    let select = try database.prepare("SELECT id FROM task WHERE age >= ?1 ORDER BY age")
    #expect(try select.rows(2).map { try $0.get(0, as: String.self) } == ["t2", "t3"])
    #expect(try select.rows(4).isEmpty)
    try database.execute("UPDATE task SET age = age + 1 WHERE age > ?1", 1)
    #expect(database.changes == 2)
    #expect(database.lastInsertedRowID == 3)
  }

  @Test func `A statement may outlive its database`() throws {
    func makeStatement() throws -> Statement {
      try Database(path: path).prepare("SELECT 1 + ?1")
    }
    let statement = try makeStatement()
    #expect(try statement.rows(2).first?.get(0, as: Int.self) == 3)
  }

  @Test func `The file and what lies beside it are the owner's alone`() throws {
    let database = try Database(path: path)
    try database.execute("CREATE TABLE t (x)")
    for name in [path, path + "-wal", path + "-shm"] {
      var status = stat()
      try #require(stat(name, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
  }

  @Test(arguments: [":memory:", "file:a.sqlite?mode=memory", "état.sqlite", "a b?c#d"])
  func `A file may be called anything`(name: String) throws {
    let path = folder.path + "/" + name
    do {
      let database = try Database(path: path)
      try database.execute("CREATE TABLE t (x)")
    }
    let again = try Database(path: path, options: .init(access: .read))
    #expect(try again.rows("SELECT name FROM sqlite_schema").count == 1)
  }

  @Test func `The version of the schema is kept with the file`() throws {
    do {
      let database = try Database(path: path)
      #expect(try database.userVersion() == 0)
      try database.transaction {
        try database.execute(script: "CREATE TABLE a (x); CREATE TABLE b (y);")
        try database.setUserVersion(3)
      }
    }
    #expect(try Database(path: path).userVersion() == 3)
  }
}
