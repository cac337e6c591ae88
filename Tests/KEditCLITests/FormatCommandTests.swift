import Glibc
import KEditSyntax
import PosixFiles
import TestSupport
import Testing

@testable import KEditCLI

@Suite("kedit fmt")
struct FormatCommandTests {
  private static let loose = "video   \"x\"\nremove \"y\" at frame 0 point(0.5,0.5)\n"
  private static let tidy = "video \"x\"\nremove \"y\" at frame 0 point (0.5, 0.5)\n"
  private static let difference = """
    --- a.kedit
    +++ a.kedit
    @@ -1,2 +1,2 @@
    -video   "x"
    -remove "y" at frame 0 point(0.5,0.5)
    +video "x"
    +remove "y" at frame 0 point (0.5, 0.5)

    """

  private func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(path, limit: 1 << 20), as: UTF8.self)
  }

  @Test("Files are changed in place, and only those that need it")
  func inPlace() async throws {
    let folder = try TemporaryFolder()
    let loose = try folder.write("loose.kedit", Self.loose)
    let tidy = try folder.write("tidy.kedit", Self.tidy)
    let untouched = try FileSystem.status(of: tidy)
    let run = await kedit(["fmt", "loose.kedit", "tidy.kedit"], in: folder.path)
    #expect(run.code == .done)
    #expect(run.output.isEmpty)
    #expect(run.error == "1 file formatted, 1 unchanged\n")
    #expect(try text(loose) == Self.tidy)
    #expect(try FileSystem.status(of: tidy) == untouched)
    #expect(try folder.names() == ["loose.kedit", "tidy.kedit"])

    let again = await kedit(["fmt", "--quiet", "loose.kedit"], in: folder.path)
    #expect(again.code == .done && again.error.isEmpty)
  }

  @Test("The permissions of a file stay, and a link stays a link")
  func permissionsAndLinks() async throws {
    let folder = try TemporaryFolder()
    let file = folder("a.kedit")
    try FileSystem.write(Array(Self.loose.utf8), to: file, mode: 0o640)
    try FileSystem.createFolders(folder("sub"))
    #expect(symlink("../a.kedit", folder("sub/link.kedit")) == 0)
    let run = await kedit(["fmt", "sub/link.kedit"], in: folder.path)
    #expect(run.code == .done, "\(run.error)")
    #expect(try text(file) == Self.tidy)
    #expect(try FileSystem.status(of: file).mode == 0o640)
    let link = try FileSystem.status(of: folder("sub/link.kedit"), followingLinks: false)
    #expect(link.kind == .symbolicLink)
  }

  @Test("Standard input goes to standard output")
  func standardInput() async {
    let run = await kedit(["fmt", "-"], input: Self.loose)
    #expect(run.code == .done)
    #expect(run.output == Self.tidy)
    #expect(run.error.isEmpty)
    #expect(await kedit(["fmt", "-"], input: "").output.isEmpty)
  }

  @Test("A check names the files that would change, and leaves them")
  func check() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a.kedit", Self.loose)
    try folder.write("b.kedit", Self.tidy)
    let run = await kedit(["fmt", "--check", "a.kedit", "b.kedit"], in: folder.path)
    #expect(run.code == .faultyFile)
    #expect(run.output == "a.kedit\n")
    #expect(run.error == "1 file would change, 1 unchanged\n")
    #expect(try text(file) == Self.loose)
    #expect(await kedit(["fmt", "--check", "b.kedit"], in: folder.path).code == .done)
    let input = await kedit(["fmt", "--check", "-"], input: Self.loose)
    #expect(input.code == .faultyFile)
    #expect(input.output == "<stdin>\n")
  }

  @Test("A difference is shown as patch reads it, and fails only a check")
  func diff() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a.kedit", Self.loose)
    let run = await kedit(["fmt", "--diff", "a.kedit"], in: folder.path)
    #expect(run.code == .done)
    #expect(run.output == Self.difference)
    #expect(try text(file) == Self.loose)
    let check = await kedit(["fmt", "--diff", "--check", "a.kedit"], in: folder.path)
    #expect(check.code == .faultyFile)
    #expect(check.output == Self.difference)
    try folder.write("b.kedit", Self.tidy)
    let none = await kedit(["fmt", "--diff", "--check", "b.kedit"], in: folder.path)
    #expect(none.code == .done)
    #expect(none.output.isEmpty)
  }

  @Test("A difference says where a line end is missing, and keeps the bytes of the file")
  func diffOfBytes() async {
    let run = await kedit(["fmt", "--diff", "-"], input: "set mode pro\r\n# \u{1B}[31m")
    #expect(
      run.output == """
        --- <stdin>
        +++ <stdin>
        @@ -1,2 +1,2 @@
        -set mode pro\r
        -# \u{1B}[31m
        \\ No newline at end of file
        +set mode pro
        +# \u{1B}[31m

        """)
  }

  @Test("A difference is coloured where that is asked for")
  func diffInColour() async {
    let run = await kedit(["fmt", "--diff", "--color=always", "-"], input: "set  mode pro\n")
    #expect(
      run.output == """
        \u{1B}[1m--- <stdin>\u{1B}[0m
        \u{1B}[1m+++ <stdin>\u{1B}[0m
        \u{1B}[36m@@ -1 +1 @@\u{1B}[0m
        \u{1B}[31m-set  mode pro\u{1B}[0m
        \u{1B}[32m+set mode pro\u{1B}[0m

        """)
  }

  @Test("On a terminal nothing of the file can act on it")
  func diffOnTerminal() throws {
    let source = InputFile(
      source: .init(name: "a", text: "#\u{1B}[2J \n"), folder: "/", path: nil, currentFolder: "/")
    let renderer = DiffRenderer(palette: Palette(isColored: false), isTerminal: true)
    let shown = String(decoding: renderer.render(try FormattedFile(source)), as: UTF8.self)
    #expect(shown.contains("-#\\u{1B}[2J \n+#\\u{1B}[2J\n"))
    #expect(!shown.contains("\u{1B}"))
  }

  @Test("A line with a mistake is left and named, and the rest is formatted")
  func mistakes() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a.kedit", "set  mode pro\nremove  x\n\n\nset  preview on\n")
    let run = await kedit(["fmt", "-q", "a.kedit"], in: folder.path)
    #expect(run.code == .faultyFile)
    #expect(
      run.error == """
        error: a.kedit: line 2 has a mistake and is left as it is
        help: 'kedit check a.kedit' says what is wrong

        """)
    #expect(try text(file) == "set mode pro\nremove  x\n\nset preview on\n")
    let again = await kedit(["fmt", "a.kedit"], in: folder.path)
    #expect(again.code == .faultyFile)
  }

  @Test(
    "Lines with mistakes are named, but not without end",
    arguments: [
      (2, "lines 1 and 2 have mistakes"), (3, "lines 1, 2 and 3 have mistakes"),
      (11, "lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11 have mistakes"),
      (12, "lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more have mistakes"),
    ])
  func manyMistakes(count: Int, words: String) async {
    let run = await kedit(["fmt", "-"], input: String(repeating: "set mode\n", count: count))
    #expect(run.error.contains("<stdin>: \(words) and are left as they are\n"), "\(run.error)")
  }

  @Test(
    "The line named is the one where the mistake stands when kedit is done",
    arguments: [([], 3), (["--check"], 6), (["--diff"], 6)])
  func lineOfMistake(options: [String], line: Int) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", "\n\n\nset  mode pro\n\nremove  x\n")
    let run = await kedit(["fmt", "-q", "a.kedit"] + options, in: folder.path)
    #expect(run.error.contains("a.kedit: line \(line) has a mistake"), "\(run.error)")
  }

  @Test("What cannot be formatted is refused, and the other files are done")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let plan = try folder.write("plan.json", "{\"format\": \"kedit-plan/1\"}\n")
    let latin = try folder.write("latin.kedit", Array("# ok\n# caf".utf8) + [0xE9, 0x0A])
    let file = try folder.write("a.kedit", Self.loose)
    let bytes = try FileSystem.read(latin, limit: 100)
    let run = await kedit(
      ["fmt", "plan.json", "latin.kedit", "none.kedit", ".", "a.kedit"], in: folder.path)
    #expect(run.code == .localFile)
    #expect(run.error.contains("error: 'plan.json' is a plan as JSON, which has no layout"))
    #expect(run.error.contains("'latin.kedit' is left as it is: line 2, column 6 is not UTF-8"))
    try folder.write("nul.kedit", "kedit 1\n# a\0b\n")
    let nul = await kedit(["fmt", "nul.kedit"], in: folder.path)
    #expect(nul.error.contains("'nul.kedit' is left as it is: line 2, column 4 is a NUL"))
    #expect(run.error.contains("'none.kedit' cannot be read: No such file or directory"))
    #expect(run.error.contains("'.' cannot be read: "))
    #expect(try text(plan) == "{\"format\": \"kedit-plan/1\"}\n")
    #expect(try FileSystem.read(latin, limit: 100) == bytes)
    #expect(try text(file) == Self.tidy)
    #expect(await kedit(["fmt", "plan.json"], in: folder.path).code == .usage)
    #expect(await kedit(["fmt", "latin.kedit"], in: folder.path).code == .faultyFile)
  }

  @Test("A pipe is not replaced by a file")
  func pipe() async throws {
    let input = InputFile(
      source: .init(name: "pipe", text: Self.loose), folder: "/dev", path: "/dev/null",
      currentFolder: "/")
    let file = try FormattedFile(input)
    #expect(throws: CommandFailure(.localFile, "'pipe' cannot be written: not a plain file")) {
      try file.write()
    }
  }

  @Test("What cannot be meant is refused", arguments: [["fmt"], ["fmt", "-", "-"]])
  func usage(arguments: [String]) async {
    #expect(await kedit(arguments).code == .usage)
  }

  @Test("What kedit gives people to start from is formatted", arguments: ExampleTests.names)
  func examples(name: String) async {
    let run = await kedit(["fmt", "--check", "--diff", name], in: ExampleTests.folder)
    #expect(run.code == .done, "\(run.output)")
  }

  @Test("So is a new file")
  func template() async {
    let run = await kedit(["fmt", "--check", "--diff", "-"], input: NewCommand.template)
    #expect(run.code == .done, "\(run.output)")
  }
}
