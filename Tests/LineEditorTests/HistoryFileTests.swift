import Glibc
import PosixFiles
import TestSupport
import Testing

@testable import LineEditor

@Suite struct HistoryFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(isFleeting: true) }

  private func text() throws -> String {
    String(decoding: try FileSystem.read(folder("history"), limit: 1 << 24), as: UTF8.self)
  }

  @Test("What one session adds the next one finds, of several lines too")
  func lasts() throws {
    let first = History(path: folder("deep/er/history"), limit: 10)
    first.add("one")
    first.add("two\nlines \\ n")
    #expect(first.takeFailure() == nil)
    let second = History(path: folder("deep/er/history"), limit: 10)
    #expect(second.entries == ["one", "two\nlines \\ n"])
  }

  @Test("The file is readable by its owner alone, even if it was not")
  func mode() throws {
    try folder.write("history", "old\n")
    #expect(chmod(folder("history"), 0o644) == 0)
    History(path: folder("history"), limit: 10).add("new")
    #expect(try FileSystem.status(of: folder("history")).mode == 0o600)
    History(path: folder("other"), limit: 10).add("new")
    #expect(try FileSystem.status(of: folder("other")).mode == 0o600)
  }

  @Test("Of equal entries the newest stays")
  func duplicates() throws {
    let history = History(path: folder("history"), limit: 10)
    for entry in ["a", "b", "a", "a", "c", "b"] { history.add(entry) }
    #expect(history.entries == ["a", "c", "b"])
    #expect(History(path: folder("history"), limit: 10).entries == ["a", "c", "b"])
  }

  @Test("What begins with a blank is not remembered, nor is nothing")
  func secrets() throws {
    let history = History(path: folder("history"), limit: 10)
    for entry in [" a", "", "\tb", "c"] { history.add(entry) }
    #expect(history.entries == ["c"])
  }

  @Test("Its size is bounded, in memory and on the disk")
  func bounded() throws {
    let history = History(path: folder("history"), limit: 50)
    for number in 0..<2_000 { history.add("entry number \(number) of many") }
    #expect(history.entries.count == 50)
    #expect(history.entries.last == "entry number 1999 of many")
    #expect(try text().utf8.count < 10_000)
    let next = History(path: folder("history"), limit: 50)
    #expect(next.entries == history.entries)
    #expect(try FileSystem.status(of: folder("history")).mode == 0o600)
  }

  @Test("Large entries do not make it grow without end")
  func large() throws {
    let history = History(path: folder("history"), limit: 2_000)
    for number in 0..<60 { history.add("\(number)" + String(repeating: "x", count: 100_000)) }
    #expect(try text().utf8.count < 3 << 20)
    #expect(History(path: folder("history"), limit: 2_000).entries.count >= 9)
  }

  @Test("Several sessions at once lose nothing")
  func together() throws {
    let path = folder("history")
    let threads = try (0..<4).map { session in
      try TestThread {
        let history = History(path: path, limit: 4_000)
        for number in 0..<200 { history.add("session \(session) entry \(number)") }
      }
    }
    for thread in threads { thread.join() }
    let all = Set(History(path: path, limit: 4_000).entries)
    #expect(all.count == 800)
  }

  @Test("Nor while one of them shortens the file")
  func compaction() throws {
    let path = folder("history")
    let threads = try (0..<4).map { session in
      try TestThread {
        let history = History(path: path, limit: 100)
        for number in 0..<300 { history.add("session \(session) entry \(number)") }
      }
    }
    for thread in threads { thread.join() }
    let entries = History(path: path, limit: 100).entries
    #expect(entries.count == 100)
    #expect(entries.contains { $0.hasSuffix("entry 299") })
  }

  @Test("Damaged lines are left out, and the rest is not")
  func damaged() throws {
    try folder.write(
      "history", Array("good\n".utf8) + [0xFF, 0x0A] + Array("bad \\x\n\u{1B}[2J\ntorn".utf8))
    let history = History(path: folder("history"), limit: 10)
    #expect(history.entries == ["good", "torn"])
    history.add("after")
    #expect(History(path: folder("history"), limit: 10).entries == ["good", "torn", "after"])
  }

  @Test("A history that cannot be read or written is told once, and editing goes on")
  func unusable() throws {
    try FileSystem.createFolders(folder("history"))
    let history = History(path: folder("history"), limit: 10)
    #expect(history.takeFailure() != nil)
    #expect(history.takeFailure() == nil)
    history.add("kept for now")
    #expect(history.entries == ["kept for now"])
    #expect(history.takeFailure() != nil)
  }

  @Test("Who wants no history links it to /dev/null")
  func devNull() throws {
    #expect(symlink("/dev/null", folder("history")) == 0)
    let history = History(path: folder("history"), limit: 10)
    history.add("gone")
    #expect(history.takeFailure() == nil)
    #expect(History(path: folder("history"), limit: 10).entries == [])
  }
}
