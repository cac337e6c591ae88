import Glibc
import Testing

@testable import LineEditor

/// The small decisions behind what is shown and recalled.
@Suite struct LineTextTests {
  @Test("Colours are no characters, and other escapes are shown")
  func cells() {
    let cells = [Cell](coloring: "a\u{1B}[1;31mb\u{1B}[0mc\u{1B}[2Jd")
    #expect(cells.map(\.text) == ["a", "b", "c", "^[", "[", "2", "J", "d"])
    #expect(cells.map(\.style)[..<3] == ["", "\u{1B}[1;31m", ""])
  }

  @Test("What would mislead a reader stands as an escape")
  func harmful() {
    #expect(Cell("\u{202E}").text == "\\u{202E}")
    #expect(Cell("\u{7F}").text == "^?")
    #expect(Cell("\u{1}").width == 2)
  }

  @Test("A walk through history keeps to its prefix and passes over equal entries")
  func walk() {
    let entries = ["ab", "x", "ab", "ac"]
    var walk = HistoryWalk(entries, line: "a", prefix: "a", found: false)
    #expect(walk.back() == "ab")
    #expect(walk.back() == "ac")
    #expect(walk.back() == nil)
    #expect(walk.forth() == "ab")
    #expect(walk.forth() == "a")
    #expect(walk.forth() == nil)
  }

  @Test("From what a search found a walk goes on")
  func walkFromFound() {
    var walk = HistoryWalk(["c", "b", "a"], line: "b", prefix: "b", found: true)
    #expect(walk.back() == "a")
  }

  @Test("Candidates stand in columns that fit")
  func candidates() {
    let rows = CandidateList.rows(["a", "犬犬", "ccc", "d"], columns: 14, limit: 5)
    #expect(rows.map { $0.cells.map(\.text).joined() } == ["a     ccc", "犬犬  d"])
    let cut = CandidateList.rows((0..<20).map { "n\($0)" }, columns: 10, limit: 3)
    #expect(cut.map { $0.cells.map(\.text).joined() } == ["n0   n1", "n2   n3", "… and 16 "])
    #expect(CandidateList.commonPrefix(["remove", "remember"]) == "rem")
  }

  @Test("Lines of ~/.editrc are words, after the library's own quoting")
  func editrc() {
    let commands = Editrc.commands(in: "# no\n\n  bind -v\nbind \"^X a\" 'ed end'\nbroken \"\n")
    #expect(commands == [["bind", "-v"], ["bind", "^X a", "ed end"]])
    #expect(Editrc.choosesKeys(["kedit:bind", "-v"]))
    #expect(Editrc.escapeSequence(boundBy: ["bind", "-a", "^[[A", "x"]) == Array("\u{1B}[A".utf8))
    #expect(Editrc.escapeSequence(boundBy: ["bind", "^A", "x"]) == nil)
  }

  @Test("Without a terminal there is nobody to edit for")
  func noTerminal() throws {
    var settings = LineReader.Settings(variable: { _ in nil })
    settings.input = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(settings.input) }
    #expect(throws: LineReaderError.notATerminal) { try LineReader(settings) }
  }
}
