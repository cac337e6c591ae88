import Glibc
import SQLite
import TestSupport
import Testing

struct SQLiteErrorTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/state.sqlite"
  }

  private func reason(_ body: () throws -> Void) -> SQLiteError.Reason? {
    #expect(throws: SQLiteError.self) { try body() }?.reason
  }

  /// Changes bytes of the file behind SQLite's back.
  private func overwrite(at offset: Int, with bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    #expect(pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count)
  }

  @Test func `A path that cannot be opened`() {
    #expect(reason { _ = try Database(path: folder.path + "/none/state.sqlite") } == .cannotOpen)
    #expect(reason { _ = try Database(path: folder.path) } == .cannotOpen)
    #expect(reason { _ = try Database(path: "") } == .cannotOpen)
    #expect(reason { _ = try Database(path: path + "\u{0}x") } == .cannotOpen)
    #expect(reason { _ = try Database(path: path, options: .init(access: .write)) } == .cannotOpen)
    #expect(reason { _ = try Database(path: path, options: .init(access: .read)) } == .cannotOpen)
  }

  @Test func `A file that is no database is found when it is opened and stays as it is`() throws {
    let text = Array(String(repeating: "not a database\n", count: 100).utf8)
    try overwrite(at: 0, with: text)
    #expect(reason { _ = try Database(path: path) } == .notADatabase)
    #expect(reason { _ = try Database(path: path, options: .init(access: .read)) } == .notADatabase)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_size == off_t(text.count))
  }

  @Test func `A damaged database`() throws {
    do {
      let database = try Database(path: path)
      try database.execute("CREATE TABLE t (x)")
      try database.transaction {
        for row in 0..<500 { try database.execute("INSERT INTO t VALUES (?1)", "row \(row)") }
      }
    }
    try overwrite(at: 4096, with: [UInt8](repeating: 0xA5, count: 4096))
    let database = try Database(path: path)
    #expect(reason { _ = try database.rows("SELECT * FROM t") } == .corrupt)
  }

  @Test func `A database opened for reading`() throws {
    do { try Database(path: path).execute("CREATE TABLE t (x)") }
    let database = try Database(path: path, options: .init(access: .read))
    #expect(try database.rows("SELECT * FROM t").isEmpty)
    #expect(reason { try database.execute("INSERT INTO t VALUES (1)") } == .readOnly)
  }

  @Test func `A rule of the schema`() throws {
    let database = try Database(path: path)
    try database.execute(
      script: """
        CREATE TABLE session (id TEXT PRIMARY KEY NOT NULL) STRICT;
        CREATE TABLE mark (session TEXT NOT NULL REFERENCES session (id), x REAL) STRICT;
        INSERT INTO session VALUES ('s');
        """)
    let unique = #expect(throws: SQLiteError.self) {
      try database.execute("INSERT INTO session VALUES (?1)", "s")
    }
    #expect(unique?.reason == .constraint)
    #expect(unique?.code == 19)
    #expect(unique?.extendedCode == 1555)
    #expect(unique?.message == "UNIQUE constraint failed: session.id")
    #expect(reason { try database.execute("INSERT INTO mark VALUES ('t', 0.5)") } == .constraint)
    #expect(reason { try database.execute("INSERT INTO mark VALUES ('s', 'x')") } == .constraint)
  }

  @Test(arguments: ["SELEC 1", "SELECT nothing FROM nowhere", "SELECT \"a text?\""])
  func `A mistake in the SQL`(sql: String) throws {
    let database = try Database(path: path)
    let error = #expect(throws: SQLiteError.self) { try database.execute(sql) }
    #expect(error?.code == 1)
    #expect(error?.description.isEmpty == false)
  }
}
