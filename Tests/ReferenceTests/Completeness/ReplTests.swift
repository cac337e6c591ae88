import KEditREPL
import Testing

/// The page about the session has every command of it, as it is called, and no other.
@Suite("Step by step in the reference") struct ReplTests {
  private let page: MarkdownPage

  init() throws { page = try MarkdownPage(Package.referenceFolder + "/repl.md") }

  private var rows: [[String]] {
    get throws {
      let heading = try #require(page.headings.first { $0.text == "Commands" })
      return page.prose(below: heading).filter { $0.hasPrefix("| `") }.map { line in
        // A stroke within a cell is written with a backslash.
        line.replacing("\\|", with: "\u{1}").split(separator: "|").map { cell in
          cell.replacing("\u{1}", with: "|").split(separator: "`").dropFirst().first.map(
            String.init)
            ?? ""
        }
      }
    }
  }

  @Test func `Every command has a row that says how it is called, in the program's order`() throws {
    #expect(try rows.map { $0[0] } == CommandName.allCases.map(\.usage))
  }

  @Test func `The example of each command is one of it`() throws {
    for (row, command) in zip(try rows, CommandName.allCases) {
      #expect(
        row.last?.split(separator: " ").first.map(String.init) == command.rawValue, "\(row)")
    }
  }

  @Test func `The commands that must be whole are named, and so are those of the language`() throws
  {
    let named = Set(page.inlineCode.map(\.text))
    for command in CommandName.allCases where command.mustBeWhole || command.isAlsoKeyword {
      #expect(named.contains(command.rawValue))
    }
  }

  @Test func `The topics of its help are named`() throws {
    let named = Set(page.inlineCode.map(\.text))
    for topic in ["statements", "clauses", "moments", "points", "keys"] {
      #expect(named.contains(topic))
    }
  }

  @Test func `Its first session is the whole way`() throws {
    let block = try #require(page.blocks.first { $0.kind == "repl" })
    let session = try #require(TerminalSession(block.content))
    let words = session.typed.compactMap { $0.split(separator: " ").first.map(String.init) }
    for word in [
      "video", "mark", "unmark", "undo", "preview", "prompt", "submit", "wait", "save",
    ] {
      #expect(words.contains(word), "\(word)")
    }
  }
}
