import PosixFiles
import Programs
import TestSupport
import Testing

/// What only the real program can show: the process around it.
@Suite("The program as a process")
struct BinaryTests {
  private func shell(
    _ script: String, in folder: TemporaryFolder, environment: [String: String] = [:]
  ) async throws -> BuiltProgram.Outcome {
    try await BuiltProgram.shell(script, in: folder, environment: environment)
  }

  @Test("Exit codes reach the shell")
  func exitCodes() async throws {
    let folder = try TemporaryFolder()
    #expect(try await shell("$kedit --version", in: folder).status == 0)
    #expect(try await shell("$kedit nonsense", in: folder).status == 2)
    #expect(try await shell("echo remove | $kedit check -", in: folder).status == 1)
    #expect(try await shell("$kedit new | $kedit check -", in: folder).status == 0)
  }

  @Test("An argument that is not UTF-8 is refused, and never silently another one")
  func invalidArgument() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.kedit",
      "video \"https://example.com/a.mp4\"\nparam x\nremove {x} at frame 0 point (0.5, 0.5)\n")
    let run = try await shell(
      "$kedit plan a.kedit --param \"$(printf 'x=caf\\351 鸡 \\033')\"", in: folder)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains(#"an argument is not UTF-8: 'x=caf\xE9 鸡 "#))
    #expect(!run.error.contains("\u{1B}"))
    #expect(
      try await shell("$kedit plan a.kedit --param 'x=café 鸡'", in: folder).output
        .contains("Delete café 鸡 from"))
  }

  @Test("A plan does not replace the file that standard input is")
  func planOfInput() async throws {
    let folder = try TemporaryFolder()
    let source = #"""
      video "https://example.com/a.mp4"
      remove "the chick" at frame 0 point (0.5, 0.5)
      """#
    let path = try folder.write("a.kedit", source)
    let run = try await shell("$kedit plan - -o ./a.kedit < a.kedit", in: folder)
    #expect(run.status == 2)
    #expect(run.error.contains("--output is './a.kedit', the same file as '<stdin>'"))
    #expect(try FileSystem.read(path, limit: 1 << 20) == Array(source.utf8))
    #expect(try await shell("cat a.kedit | $kedit plan - -o a.kedit", in: folder).status == 0)
  }

  @Test("An output that cannot be written is said and is a failure; a closed pipe is neither")
  func brokenOutput() async throws {
    let folder = try TemporaryFolder()
    let full = try await shell("$kedit new > /dev/full", in: folder)
    #expect(full.status == 7)
    #expect(full.error.contains("No space left"))
    let closed = try await shell("$kedit new >&-", in: folder)
    #expect(closed.status == 7)
    let pipe = try await shell(
      "mkfifo p; { $kedit new > p; echo $? > code; } & exec 3< p; exec 3<&-; wait; cat code",
      in: folder)
    #expect(pipe.output == "0\n")
    #expect(pipe.error.isEmpty)
    #expect(try await shell("$kedit new 2>&-", in: folder).status == 0)
  }

  /// The C library with its loader, and the runtimes of C++ and Swift: a release build has the
  /// latter two inside.
  private static let alwaysLoaded = [
    "linux-vdso.so", "ld-linux", "libc.so", "libm.so", "libstdc++.so", "libgcc_s.so", "libswift",
    "libdispatch.so", "libBlocksRuntime.so",
  ]

  @Test("A start loads what Swift needs and nothing else")
  func linkedLibraries() async throws {
    let folder = try TemporaryFolder()
    let run = try await shell("LD_TRACE_LOADED_OBJECTS=1 $kedit", in: folder)
    let names = run.output.split(separator: "\n").compactMap {
      $0.split(whereSeparator: { $0 == " " || $0 == "\t" }).first?.split(separator: "/").last
    }
    #expect(names.contains { $0.hasPrefix("libc.so") }, "\(run.output)")
    for name in names where !Self.alwaysLoaded.contains(where: { name.hasPrefix($0) }) {
      Issue.record("\(name) is loaded at every start")
    }
  }

  @Test(
    "A command that talks to nobody opens no library on its way",
    arguments: ["--version", "help check", "new", "check a.kedit", "plan a.kedit"])
  func openedLibraries(command: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.one)
    let run = try await shell(
      "LD_DEBUG=files LD_DEBUG_OUTPUT=loaded $kedit \(command) && cat loaded.*", in: folder)
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.contains { $0.contains("calling init") }, "the loader tells what it does")
    for line in lines where line.contains("calling init:") {
      let name = line.split(separator: "/").last ?? line
      if !Self.alwaysLoaded.contains(where: { name.hasPrefix($0) }) {
        Issue.record("kedit \(command) loads \(name)")
      }
    }
  }

  @Test("Without a terminal there is nobody to ask")
  func noTerminal() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.one)
    let run = try await shell("$kedit run --simulate a.kedit < /dev/null", in: folder)
    #expect(run.status == 5)
    #expect(try folder.names() == ["a.kedit", "state"])
  }

  @Test("The simulator serves until it is told to stop, and says how to reach it")
  func simulate() async throws {
    let folder = try TemporaryFolder()
    let run = try await shell(
      """
      mkfifo p; $kedit simulate > p 2> err & pid=$!; exec 3< p; read -r url <&3; echo "$url"
      kill -TERM $pid; wait $pid; echo "code $?"; cat err
      """, in: folder)
    #expect(run.output.hasPrefix("KEDIT_BASE_URL=http://127.0.0.1:"))
    #expect(run.output.contains("\ncode 0\n"))
    #expect(run.output.contains("stopped; the state is kept"))
  }

  @Test(
    "A signal that whoever started the program ignores stays ignored, others are heard",
    arguments: [("trap '' HUP;", "SigIgn"), ("", "SigCgt")])
  func ignoredSignal(trap: String, field: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await shell(
      """
      \(trap) mkfifo p; $kedit simulate > p 2> err & pid=$!; exec 3< p; read -r url <&3
      grep \(field) /proc/$pid/status; kill -TERM $pid; wait $pid
      """, in: folder)
    // The lowest bit of the mask is that of SIGHUP.
    let digit = run.output.last { $0.isHexDigit }
    #expect(digit.flatMap(\.hexDigitValue).map { $0 & 1 } == 1, "\(run.output)")
    #expect(run.status == 0)
  }

  @Test("A file becomes a finished video with one command, and a signal on the way loses nothing")
  func simulatedRun() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.one)
    let stopped = try await shell(
      """
      mkfifo p; $kedit run --simulate --yes a.kedit 2> p & pid=$!; exec 3< p
      while read -r line <&3; do
        case $line in *"task submitted"*) kill -TERM $pid;; esac
        echo "$line" >> log
      done
      wait $pid; echo "code $?"; cat log
      """, in: folder)
    #expect(stopped.output.hasPrefix("code 5\n"))
    #expect(stopped.output.contains("clean: stopped"))
    #expect(try !folder.names().contains("clean.mp4"))

    let finished = try await shell("$kedit run --simulate --yes a.kedit", in: folder)
    #expect(finished.status == 0, "\(finished.error)")
    #expect(finished.output == "clean.mp4\n")
    #expect(finished.error.contains("clean: goes on with task"))
    #expect(try FileSystem.status(of: folder("clean.mp4")).size > 0)
    #expect(try FileSystem.status(of: folder("state/kedit/journal.simulator")).mode == 0o700)
  }
}
