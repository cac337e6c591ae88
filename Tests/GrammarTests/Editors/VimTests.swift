import KEditSyntax
import PosixFiles
import Programs
import TestSupport
import Testing

/// Vim gives every token of a sound file the group that belongs to its kind.
@Suite(.enabled("a Vim with syntax highlighting is needed") { await hasVim() })
struct VimTests {
  private static let groups: [TokenClass: Set<String>] = [
    .comment: [
      "keditComment", "keditParameterComment", "keditValueComment", "keditFrameComment",
    ],
    .verb: ["keditVerb"], .declaration: ["keditStatement"], .clause: ["keditClause"],
    .option: ["keditOption"], .value: ["keditValue", "keditFrame"], .name: ["keditName"],
    .parameter: ["keditParameter", "keditPlaceholder", "keditTextPlaceholder"],
    .number: ["keditNumber"], .unit: ["keditUnit"], .text: ["keditText"], .block: ["keditText"],
    .escape: ["keditEscape"], .equals: ["keditOperator"], .comma: ["keditOperator"],
    .parenthesis: ["keditOperator"],
  ]

  @Test func samplesAreColoured() async throws {
    try await expectGroups(Repository.samples().filter { !$0.isRefused }.map(\.text))
  }

  @Test func generatedFilesAreColoured() async throws {
    let language = try Language()
    var generator = try SentenceGenerator(language.grammar, seed: 8)
    var texts: [String] = []
    for _ in 0..<100 {
      // To Vim a carriage return is a character as any other, unless all lines end in one.
      let text = try generator.text(of: try generator.tokens())
      texts.append(String(decoding: text.utf8.map { $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self))
    }
    try await expectGroups(texts)
  }

  @Test(arguments: [
    "remove ⟦E|\"⟧the chick\nas clean", "remove \"a ⟦E|\\q⟧ ⟦E|{⟧ b ⟦E|}⟧ \\u{1F423}\" as clean",
    "remove ⟦E|'⟧a⟦E|'⟧ as clean",
    "remove \"a\" at frame ⟦E|12abc⟧ point (⟦E|-1⟧, ⟦E|.5⟧)", "remove ⟦E|“⟧a⟦E|”⟧ as clean",
  ])
  func mistakesAreMarked(_ marked: String) async throws {
    let marked = MarkedText(marked)
    var expected: [Int] = []
    for place in marked.places { expected += Array(place.start..<place.end) }
    let errors = ["keditError", "keditTextError", "keditUnclosed"]
    let found = try await groups(of: [marked.text])[0].enumerated().filter {
      errors.contains($0.element)
    }
    #expect(found.map(\.offset) == expected)
  }

  @Test func knowsTheFileAndItsComments() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", "")
    let out = folder("out")
    try await vim(
      [
        "filetype plugin on", "edit \(folder("a.kedit"))",
        "call writefile([&filetype, &commentstring], '\(out)')",
      ])
    #expect(
      try String(decoding: FileSystem.read(folder("out"), limit: 1 << 20), as: UTF8.self)
        == "kedit\n# %s\n")
  }

  private func expectGroups(
    _ texts: [String], sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    for (text, found) in zip(texts, try await groups(of: texts)) {
      let tree = SyntaxTree.parsing(text)
      for (offset, classes) in tree.classes().enumerated() {
        if [0x0A, 0x20, 0x09].contains(tree.source.bytes[offset]) { continue }
        let expected = classes.last.flatMap { Self.groups[$0] } ?? [""]
        guard !expected.contains(found[offset]) else { continue }
        #expect(
          expected.contains(found[offset]), "byte \(offset) of \(text.debugDescription)",
          sourceLocation: sourceLocation)
        break
      }
    }
  }

  /// The syntax group of each byte of each text; none for line ends.
  private func groups(of texts: [String]) async throws -> [[String]] {
    let folder = try TemporaryFolder()
    for (number, text) in texts.enumerated() { try folder.write("\(number).kedit", text) }
    try await vim([
      "set encoding=utf-8 fileencodings=utf-8 fileformats=unix", "filetype on", "syntax on",
      """
      for n in range(\(texts.count)) | exe 'edit \(folder.path)/' . n . '.kedit' \
      | call writefile(map(range(1, line('$')), {_, l -> join(map(range(1, col([l, '$']) - 1), \
      {_, c -> synIDattr(synID(l, c, 1), 'name')}), ',')}), '\(folder.path)/' . n . '.out') | endfor
      """,
    ])
    return try texts.enumerated().map { number, text in
      try Self.groups(
        ofLines: FileSystem.read(folder("\(number).out"), limit: 1 << 20), in: Array(text.utf8))
    }
  }

  private static func groups(ofLines output: [UInt8], in text: [UInt8]) -> [String] {
    let lines = output.split(separator: 0x0A, omittingEmptySubsequences: false)
    var groups: [String] = []
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if !line.isEmpty {
        groups += lines[number].split(separator: 0x2C, omittingEmptySubsequences: false).map {
          String(decoding: $0, as: UTF8.self)
        }
      }
      groups.append("")
    }
    return groups
  }

  private func vim(_ commands: [String]) async throws {
    let path = "\(Repository.root)/grammar/vim"
    let settings = ["set nocompatible", "set runtimepath^=\(path)", "set noswapfile"]
    let arguments = (settings + commands + ["qall!"]).flatMap { ["-c", $0] }
    let outcome = try await ChildProcess(
      "vim", ["-es", "-u", "NONE", "-i", "NONE"] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"],
      timeout: .seconds(60)
    ).run()
    let said = String(decoding: outcome.output + outcome.errorOutput, as: UTF8.self)
    #expect(outcome.succeeded, "\(said)")
  }
}

/// Whether a Vim is here that knows of syntax: Debian's smallest does not.
private func hasVim() async -> Bool {
  let process = ChildProcess(
    "vim", ["--version"], environment: ["PATH": "/usr/bin:/bin"], timeout: .seconds(20))
  guard let outcome = try? await process.run() else { return false }
  return String(decoding: outcome.output, as: UTF8.self).contains("+syntax")
}
