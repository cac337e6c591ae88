import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit repl, its lines from a file or a pipe")
struct ReplScriptTests {
  private static let facts =
    "1280 × 720, 30.0 frames per second, 150 frames (0 to 149), 5 s; duration 5 fits\n"

  @Test("Answers go to standard output, without a prompt and without an escape")
  func answers() async throws {
    let scene = try RunScene()
    let run = await scene.repl([
      "# nothing to do", "", RunScene.marked[0], "mark 0 (0.5, 0.5)", "unmark frame 0", "undo",
      "help quit", "quit", "never read",
    ])
    #expect(run.code == .done)
    #expect(run.error.isEmpty)
    let mask = "frame 0: 1 point, area 2.6 %, box (0.44, 0.34)–(0.56, 0.66)\n"
    #expect(
      run.output == Self.facts + mask + "nothing is marked any more\nundone: unmark frame 0\n"
        + mask
        + "usage: quit\nLeave.\n")
  }

  @Test("The whole way, from a video to its result and to a file")
  func wholeWay() async throws {
    let scene = try RunScene()
    let run = await scene.repl(
      RunScene.marked + ["submit", "wait", "results", "save made.kedit"], "--yes")
    #expect(run.code == .done, "\(run.error)")
    #expect(
      run.output.hasSuffix("clean.mp4\n'clean': done, 3 units\n  clean.mp4\nsaved as made.kedit\n"))
    #expect(run.error.contains("together 3 to 6 units, estimated\n"))
    #expect(scene.createCount == 1)
    #expect(await scene.ask("check", "made.kedit").code == .done)
  }

  @Test("With a preview the masks of the marked frames are saved, and give way to the next ones")
  func preview() async throws {
    let scene = try RunScene()
    let run = await scene.repl(
      RunScene.marked + ["preview", "mark 48 (0.7, 0.3)", "preview", "submit", "wait"], "--yes")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.contains("clean.mask-48.png"))
    let names = try scene.folder.names()
    for name in [
      "clean.mask-0.png", "clean.mask-48.png", "clean.preview.mp4", "clean.tracking.json",
    ] {
      #expect(names.contains(name), "\(names)")
    }
    // What the session marked is in the journal of its run.
    let mask = await scene.ask("mask", "1", "clean", "--frame", "48", "-o", "again.png")
    #expect(mask.code == .done, "\(mask.error)")
    #expect(
      try FileSystem.read(scene.folder("again.png"), limit: 1 << 24)
        == FileSystem.read(scene.folder("clean.mask-48.png"), limit: 1 << 24))
  }

  struct Stop: Sendable, CustomTestStringConvertible {
    let lines: [String]
    let code: ExitCode
    let words: [String]
    var testDescription: String { "\(lines.last ?? ""): \(code)" }
  }

  static let stops = [
    Stop(
      lines: ["vidoe \"https://example.com/a.mp4\""], code: .usage,
      words: ["error: there is no command or statement 'vidoe'\nhelp: did you mean 'video'?\n"]),
    Stop(
      lines: [RunScene.marked[0], "remove \"it\" at frame 0 point (1.7, 0.2)"], code: .faultyFile,
      words: ["error[K302]", "--> input:1:31"]),
    Stop(
      lines: ["video \"https://example.com/a.mp4\"", "remove \"the", "chick"], code: .faultyFile,
      words: ["error[K109]", "stopped at lines 2 to 4\n"]),
    Stop(
      lines: RunScene.marked + ["prompt forbidden-content in {video}", "submit", "wait"],
      code: .refused, words: ["the content policy forbids this text"]),
    Stop(
      lines: ["load missing.kedit"], code: .localFile,
      words: ["error: 'missing.kedit' cannot be read: No such file or directory\n"]),
    Stop(
      lines: ["video \"https://example.com/a.mp4\"", "save a.kedit"], code: .localFile,
      words: [
        "error: 'a.kedit' exists already, and nobody can be asked\n",
        "help: save it under another name, or remove the file first\n",
      ]),
    Stop(
      lines: ["edit"], code: .usage,
      words: [
        "error: there is no terminal for an editor\n",
        "help: type statements in its place, or change the file and 'load' it\n",
      ]),
    Stop(
      lines: ["source -"], code: .usage, words: ["standard input is where the lines come from"]),
  ]

  @Test("A script stops at its first mistake, and says where", arguments: stops)
  func stop(_ stop: Stop) async throws {
    let scene = try RunScene()
    let run = await scene.repl(stop.lines + ["help quit"], "--yes")
    #expect(run.code == stop.code, "\(run.error)")
    for words in stop.words { #expect(run.error.contains(words), "\(run.error)") }
    // What was submitted may have failed before the line that waits for it.
    if stop.code != .refused { #expect(run.error.contains("stopped at line")) }
    #expect(!run.output.contains("usage: quit"), "what stands behind it is not done")
    #expect(
      try FileSystem.read(scene.folder("a.kedit"), limit: 1 << 20) == Array(RunScene.one.utf8))
  }

  @Test("With --keep-going it goes on, and the worst of it is the exit code")
  func keepGoing() async throws {
    let scene = try RunScene()
    let run = await scene.repl(
      ["marrk", RunScene.marked[0], "mark 0 (7, 0.5)", "help quit", "unmark 4"], "--keep-going")
    #expect(run.code == .faultyFile)
    #expect(run.output == Self.facts + "usage: quit\nLeave.\n")
    for line in [1, 3, 5] { #expect(run.error.contains("that was line \(line)\n")) }
  }

  @Test("Nothing is spent without --yes")
  func unasked() async throws {
    let scene = try RunScene()
    let run = await scene.repl(RunScene.marked + ["submit", "wait"])
    #expect(run.code == .stopped)
    #expect(
      run.error.hasSuffix(
        "error: there is no terminal to ask before something is spent\n"
          + "help: --yes stands for the answer\nstopped at line 3\n"))
    #expect(scene.createCount == 0)
  }

  @Test("At the end of the input what is under way goes on at the service")
  func leftUnderWay() async throws {
    let scene = try RunScene(renderTime: .seconds(600))
    let run = await scene.repl(RunScene.marked + ["submit"], "--yes")
    #expect(run.code == .stopped)
    #expect(
      run.error.hasSuffix(
        "what was submitted goes on at the service: 'kedit resume' fetches it\n"), "\(run.error)")
    #expect(run.error.components(of: "kedit resume") == 1)
  }

  @Test("A line is answered before the next one comes")
  func streaming() async throws {
    let scene = try RunScene()
    let (lines, input) = AsyncStream.makeStream(of: InputLine.self)
    let (answers, told) = AsyncStream.makeStream(of: String.self)
    input.yield(.text("help quit"))
    async let run = scene.repl(lines, onOutput: { told.yield($0) })
    var texts = answers.makeAsyncIterator()
    #expect(await texts.next() == "usage: quit\nLeave.\n")
    input.yield(.text("help use"))
    #expect(await texts.next()?.hasPrefix("usage: use NAME\n") == true)
    input.finish()
    #expect(await run.code == .done)
  }

  @Test("The wish to stop ends it while it waits for a line")
  func interrupted() async throws {
    let scene = try RunScene()
    let interruptions = Interruptions()
    let (lines, input) = AsyncStream.makeStream(of: InputLine.self)
    for line in RunScene.marked { input.yield(.text(line)) }
    let run = await scene.repl(
      lines, interruptions: interruptions,
      onOutput: { if $0.contains("frame 0") { interruptions.request(isFinal: true) } })
    #expect(run.code == .stopped)
  }

  @Test("Where nothing was left, --continue says so")
  func nothingLeft() async throws {
    let scene = try RunScene()
    let run = await scene.repl(["help quit"], "--continue")
    #expect(run.code == .usage)
    #expect(
      run.error == "error: there is no session to take up: none was left in the last 24 hours\n"
        + "help: 'kedit repl' begins one\n")
    #expect(run.output.isEmpty)
  }

  @Test("Without a key drafts can be made, judged and saved")
  func withoutKey() async throws {
    let scene = try RunScene()
    let bare = ["PATH": "/usr/bin:/bin", "XDG_STATE_HOME": scene.folder("state")]
    let draft = RunScene.marked + ["check", "plan", "save draft.kedit"]
    let run = await kedit(
      ["repl", "--keep-going"], in: scene.folder.path,
      lines: AsyncStream { stream in
        for line in draft { stream.yield(.text(line)) }
        stream.finish()
      }, environment: Environment(bare))
    #expect(run.code == .personMustAct)
    #expect(
      run.error == """
        error: no credentials: set KLING_API_KEY, or KLING_ACCESS_KEY with KLING_SECRET_KEY
        help: or try it without a key: --simulate
        warning: the video is not open, so there are no masks
        help: what is typed is kept; 'check', 'plan' and 'save' need no service, 'use' opens the \
        video later
        that was line 1

        """)
    #expect(run.output.contains("  marks     frame 0  (0.77, 0.3)\n"))
    #expect(run.output.hasSuffix("saved as draft.kedit\n"))
    let plan = try await scene.json("plan", "draft.kedit")
    #expect(plan["edits"]?.array?.first?["name"] == "clean")
  }

  @Test("What cannot be a line is told by its number")
  func oddLines() async throws {
    let scene = try RunScene()
    let odd = AsyncStream<InputLine> { stream in
      stream.yield(.text("help quit"))
      stream.yield(.notUTF8)
      stream.yield(.tooLong(limit: 9))
      stream.yield(.failed(FileError(path: "", operation: .read, reason: .system(5))))
      stream.finish()
    }
    let run = await scene.repl(odd, ["--keep-going"])
    #expect(run.code == .localFile)
    #expect(
      run.error == """
        error: line 2 of standard input is not UTF-8
        help: save it as UTF-8
        error: line 3 of standard input has more than 9 bytes
        error: standard input cannot be read: Input/output error

        """)
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
