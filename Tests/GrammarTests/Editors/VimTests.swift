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
    for sample in try Repository.samples() { try await expectGroups(sample.text) }
  }

  @Test func generatedFilesAreColoured() async throws {
    let language = try Language()
    var generator = try SentenceGenerator(language.grammar, seed: 8)
    for _ in 0..<10 {
      var text = ""
      for _ in 0..<10 { text += try generator.text(of: try generator.tokens()) + "\n" }
      // To Vim a carriage return is a character as any other, unless all lines end in one.
      let bytes = text.utf8.map { $0 == 0x0D ? 0x20 : $0 }
      try await expectGroups(String(decoding: bytes, as: UTF8.self))
    }
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
    let found = try await groups(of: marked.text).enumerated().filter {
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
    _ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    let tree = SyntaxTree.parsing(text)
    let found = try await groups(of: text)
    for (offset, classes) in tree.classes().enumerated() {
      let byte = tree.source.bytes[offset]
      if byte == 0x0A || byte == 0x20 || byte == 0x09 { continue }
      let expected = classes.last.flatMap { Self.groups[$0] } ?? [""]
      #expect(
        expected.contains(found[offset]), "byte \(offset) of \(text.debugDescription)",
        sourceLocation: sourceLocation)
      if !expected.contains(found[offset]) { return }
    }
  }

  /// The syntax group of each byte; none for line ends.
  private func groups(of text: String) async throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", text)
    try await vim(
      [
        "set encoding=utf-8 fileencodings=utf-8 fileformats=unix", "syntax on",
        "edit \(folder("a.kedit"))",
        "setlocal filetype=kedit",
        """
        call writefile(map(range(1, line('$')), {_, l -> join(map(range(1, col([l, '$']) - 1), \
        {_, c -> synIDattr(synID(l, c, 1), 'name')}), ',')}), '\(folder("out"))')
        """,
      ])
    let lines = try String(decoding: FileSystem.read(folder("out"), limit: 1 << 20), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var groups: [String] = []
    for (number, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      if !line.isEmpty {
        groups += lines[number].split(separator: ",", omittingEmptySubsequences: false)
          .map(String.init)
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
