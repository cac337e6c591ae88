import Testing

@testable import KEditCLI

/// The page about the command line has every command, option, variable and exit code, and no other.
@Suite("The command line in the reference") struct CommandLineTests {
  private static let path = Package.referenceFolder + "/command-line.md"
  private let page: MarkdownPage

  init() throws { page = try MarkdownPage(Self.path) }

  @Test func `Every command has a section, in the program's order`() {
    let sections = page.headings.map(\.text).filter { $0.hasPrefix("kedit ") }
    #expect(sections == Program.commands.map { "kedit " + $0.description.name })
  }

  @Test func `A section has a row for each of the command's own options, with its variable`() throws
  {
    for command in Program.commands.map({ $0.description }) {
      let heading = try #require(page.headings.first { $0.text == "kedit " + command.name })
      let own = command.options.filter { !CommonOptions.all.contains($0) }
      #expect(
        Self.rows(page.prose(below: heading)) == Set(own.map(Self.row)), "kedit \(command.name)")
    }
  }

  @Test func `The options of every command stand in a section of their own`() throws {
    let heading = try #require(page.headings.first { $0.text == "Options of every command" })
    #expect(
      Self.rows(page.prose(below: heading))
        == Set(CommonOptions.all.map(Self.row) + [["-h", "--help"], ["--version"]]))
  }

  @Test func `Every exit code has a row`() throws {
    let heading = try #require(page.headings.first { $0.text == "Exit codes" })
    let codes = page.prose(below: heading).compactMap { line in
      line.firstMatch(of: /^\| (\d+) \|/).flatMap { Int32($0.output.1) }
    }
    #expect(codes == ExitCode.allCases.map(\.rawValue))
  }

  /// What a page says `kedit …` does, in its prose, can be typed.
  @Test(arguments: Package.pages)
  func `Every command line that a page mentions exists`(_ path: String) throws {
    for (line, code) in try MarkdownPage(path).inlineCode {
      let words = code.split(separator: " ").map(String.init)
      guard words.first == "kedit", words.count > 1 else { continue }
      // The version of the language.
      if words[1] == "1" { continue }
      for fault in CommandMention.faults(in: Array(words.dropFirst())) {
        Issue.record("\(path):\(line): \(fault)")
      }
    }
  }

  /// An option by itself, `--quiet`, is one of some command; a variable of kedit's is read.
  @Test(arguments: Package.pages)
  func `Every option and every variable that a page mentions exists`(_ path: String) throws {
    let options = Program.commands.flatMap { $0.description.options }
    let names = Set(options.map(\.name) + ["help", "version"])
    let variables = Set(options.compactMap(\.variable) + Self.otherVariables)
    for (line, code) in try MarkdownPage(path).inlineCode {
      if let name = code.firstMatch(of: /^--([a-z-]+)/)?.output.1, !names.contains(String(name)) {
        // `swift build --configuration` and the like begin with the program.
        Issue.record("\(path):\(line): there is no option --\(name)")
      }
      for match in code.matches(of: /KEDIT_[A-Z_]+/) where !variables.contains(String(match.output))
      {
        Issue.record("\(path):\(line): nothing reads \(match.output)")
      }
    }
  }

  /// Variables that belong to no option.
  private static let otherVariables = [
    "KEDIT_UPLOAD_URL", "KEDIT_UPLOAD_COMMAND", "KEDIT_RECORD", "KEDIT_STUDIO",
  ]

  /// The names and the variable in the rows of option tables.
  private static func rows(_ lines: [String]) -> Set<[String]> {
    Set(
      lines.filter { $0.contains(/^\| `-/) }.map { line in
        let cells = line.split(separator: "|").prefix(2)
        return cells.joined().matches(of: /`(-[a-z]|--[a-z-]+|KEDIT_[A-Z_]+)/)
          .map { String($0.output.1) }
      })
  }

  private static func row(_ option: OptionDeclaration) -> [String] {
    (option.short.map { ["-\($0)"] } ?? []) + ["--" + option.name]
      + (option.variable.map { [$0] } ?? [])
  }
}
