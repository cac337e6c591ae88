import Programs
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
  static let environment = ["PATH": "/usr/bin:/bin"]

  static func shell(
    _ script: String, _ arguments: [String] = [], input: [UInt8] = [],
    environment: [String: String] = environment, timeout: Duration? = nil,
    outputLimit: Int = 1 << 20
  ) -> ChildProcess {
    ChildProcess(
      "sh", ["-c", script, "sh"] + arguments, environment: environment, standardInput: input,
      timeout: timeout, outputLimit: outputLimit)
  }

  @Test func `output, error output and status come back`() async throws {
    let outcome = try await Self.shell("printf out; printf err >&2; exit 3").run()
    #expect(outcome.output == Array("out".utf8))
    #expect(outcome.errorOutput == Array("err".utf8))
    #expect(outcome.ending == .exit(3))
    #expect(!outcome.succeeded)
  }

  @Test func `a program that is killed is told from one that ends`() async throws {
    #expect(try await Self.shell("kill -KILL $$").run().ending == .signal(9))
  }

  @Test(arguments: ["", " ", "a b", "'; touch x; '", "$HOME", "猫\n\"", "-n"])
  func `arguments arrive as they are, no shell reads them`(argument: String) async throws {
    let process = ChildProcess(
      "printf", ["%s|", argument], environment: Self.environment, timeout: nil)
    #expect(try await process.run().output == Array("\(argument)|".utf8))
  }

  @Test func `megabytes go through in both directions at once`() async throws {
    let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let process = ChildProcess(
      "cat", [], environment: Self.environment, standardInput: input, timeout: nil,
      outputLimit: 3_000_000)
    #expect(try await process.run().output == input)
  }

  @Test func `input that nobody reads does no harm`() async throws {
    let input = [UInt8](repeating: 1, count: 1_000_000)
    #expect(try await Self.shell("exit 0", input: input).run().succeeded)
  }

  @Test func `without input there is nothing to wait for`() async throws {
    #expect(try await Self.shell("cat; echo end").run().output == Array("end\n".utf8))
  }

  @Test func `the environment is the given one, without the service's secrets`() async throws {
    let environment = [
      "PATH": "/usr/bin:/bin", "A": "1", "KLING_API_KEY": "k", "KLING_SECRET_KEY": "s",
      "KLING_ACCESS_KEY": "a", "COMETAPI_KEY": "c", "KLING_WEBHOOK_SECRET": "w",
    ]
    let process = ChildProcess("env", [], environment: environment, timeout: nil)
    let output = try await process.run().output
    #expect(
      String(decoding: output, as: UTF8.self).split(separator: "\n").sorted()
        == ["A=1", "PATH=/usr/bin:/bin"])
  }

  @Test func `a name that is not in the path is not found, nor is the current folder searched`()
    async throws
  {
    let missing = ChildProcess(
      "kedit-no-such", [], environment: Self.environment, timeout: nil)
    await #expect(throws: ProgramError.notFound("kedit-no-such")) { try await missing.run() }
    #expect(ProgramSearch.find("sh", path: "::/nowhere:/bin") == "/bin/sh")
    #expect(ProgramSearch.find("tmp", path: "/") == nil)
    #expect(ProgramSearch.find("sh", path: "") == nil)
  }

  @Test func `a file that is no program is an error in the system's words`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("tool", "\0\0\0\0")
    _ = try await ChildProcess("chmod", ["+x", file], environment: Self.environment, timeout: nil)
      .run()
    let process = ChildProcess(file, [], environment: [:], timeout: nil)
    await #expect(throws: ProgramError.cannotStart(file, "Exec format error")) {
      try await process.run()
    }
  }

  @Test(arguments: [
    "sleep 200", "trap '' TERM; sleep 200; sleep 200", "sleep 200 & sleep 200 & wait",
  ])
  func `time that is up ends the whole group`(script: String) async throws {
    let limit = Duration.milliseconds(40)
    let start = ContinuousClock.now
    await #expect(throws: ProgramError.timedOut("sh", limit)) {
      try await Self.shell(script, timeout: limit).run()
    }
    #expect(start.duration(to: .now) < .seconds(100))
  }

  @Test func `what the program started ends with it`() async throws {
    let folder = try TemporaryFolder()
    let pipe = folder("pipe")
    let script = "mkfifo \"$1\"; (trap '' TERM; exec 3<>\"$1\"; echo ready; exec sleep 60) & wait"
    await #expect(throws: ProgramError.self) {
      try await Self.shell(script, [pipe], timeout: .milliseconds(300)).run()
    }
    // Opening a pipe for writing without waiting fails once nobody has it open any more.
    let check = Self.shell("dd if=/dev/null of=\"$1\" oflag=nonblock conv=notrunc", [pipe])
    #expect(try await !check.run().succeeded)
  }

  @Test func `a cancelled task ends its program`() async throws {
    let task = Task { try await Self.shell("sleep 60").run() }
    task.cancel()
    await #expect(throws: ProgramError.cancelled) { try await task.value }
  }

  @Test(arguments: ["yes", "trap '' TERM; while :; do echo y; done"])
  func `output without end is cut off`(script: String) async throws {
    await #expect(throws: ProgramError.tooMuchOutput("sh", limit: 1_000)) {
      try await Self.shell(script, outputLimit: 1_000).run()
    }
  }

  @Test func `error output is kept up to the limit, and does not end the program`() async throws {
    let process = Self.shell("head -c 200000 /dev/zero >&2; echo done", outputLimit: 1_000)
    let outcome = try await process.run()
    #expect(outcome.errorOutput.count == 1_000)
    #expect(outcome.output == Array("done\n".utf8))
  }

  @Test func `a program in the background that holds the pipe is not waited for`() async throws {
    let folder = try TemporaryFolder()
    let script = "sleep 60 & echo $! > \"$1\"; echo done"
    let outcome = try await Self.shell(script, [folder("pid")]).run()
    #expect(outcome.output == Array("done\n".utf8))
    _ = try await Self.shell("kill $(cat \"$1\")", [folder("pid")]).run()
  }

  /// A pipe's end that another of them inherited would keep `cat` waiting for the end of its input.
  @Test func `many run side by side, none holding another's pipes`() async throws {
    let inputs = (0..<24).map { [UInt8](repeating: UInt8($0), count: 100_000) }
    let outputs = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for input in inputs {
        group.addTask { try await Self.shell("cat; sleep 0.1", input: input).run().output }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(outputs == Set(inputs))
  }
}
