import KlingSimulator
import MediaFacts
import PosixFiles
import TestSupport
import Testing

/// A person's folders, and a simulated service on loopback whose tasks end at once: all that
/// `kedit repl` finds around it.
final class ReplWorld: Sendable {
  private static let key = "the-key-of-this-test"

  /// Where the program is started.
  let folder: TemporaryFolder
  let home: TemporaryFolder
  /// The service's.
  let clock = JumpingClock()
  private let state: TemporaryFolder
  private let server: SimulatorServer
  private let isSimulating: Bool

  /// With `isSimulating` the program is to bring a service of its own, and knows nothing of this one. A
  /// video is open only when `opening` is.
  init(
    renderTime: Duration = .milliseconds(10), latency: Duration = .zero, faults: String? = nil,
    isSimulating: Bool = false, opening: Gate? = nil
  ) throws {
    self.isSimulating = isSimulating
    folder = try TemporaryFolder(isFleeting: true)
    home = try TemporaryFolder(isFleeting: true)
    state = try TemporaryFolder(isFleeting: true)
    try FileSystem.createFolders(home("tmp"), mode: 0o700)
    server = try SimulatorServer(
      stateFolder: state.path,
      configuration: SimulatorConfiguration(
        accounts: [SimulatedAccount(apiKeys: [Self.key])], queueTime: .zero,
        renderTime: renderTime, latency: latency,
        faults: try faults.map { try FaultScript(Array($0.utf8)) } ?? .none),
      surroundings: SimulatorSurroundings(
        now: { [clock] in clock.now },
        probe: { _ in
          await opening?.passed()
          return .facts(.fiveSeconds)
        }, drawClip: { _, _ in false }, notice: { _ in }))
  }

  deinit { server.stop() }

  private var environment: [String: String] {
    let own = [
      "HOME": home.path, "XDG_STATE_HOME": home("state"), "KEDIT_STUDIO": "off",
      "TMPDIR": home("tmp"),
      "KEDIT_POLL_INTERVAL": "0.01", "SWIFT_BACKTRACE": "enable=no",
    ]
    let service = ["KEDIT_BASE_URL": server.baseURL, "KLING_API_KEY": Self.key]
    return isSimulating ? own : own.merging(service) { $1 }
  }

  /// Starts `kedit repl` and waits for its first prompt.
  ///
  /// - Parameters:
  ///   - arguments: behind `repl`; most tests need no pictures, which take time to draw.
  ///   - environment: beside that of this world.
  ///   - columns: how wide the terminal is.
  ///   - height: how many lines it has.
  ///   - kind: what the terminal can do.
  ///   - sourceLocation: where the test starts it.
  /// - Returns: the program at its first prompt.
  /// - Throws: what ends the test.
  func start(
    _ arguments: [String] = ["--pictures", "off"], environment: [String: String] = [:],
    columns: Int = 100, height: Int = 30, kind: TerminalKind = .xterm,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ReplScene {
    let scene = try launch(
      arguments, environment: environment, columns: columns, height: height, kind: kind)
    try await scene.awaitPrompt(sourceLocation: sourceLocation)
    return scene
  }

  /// Starts `kedit repl` and waits for nothing.
  func launch(
    _ arguments: [String], environment: [String: String] = [:], columns: Int = 100,
    height: Int = 30, kind: TerminalKind = .xterm
  ) throws -> ReplScene {
    let terminal = try PseudoTerminal(
      try Self.program(), ["repl"] + arguments,
      environment: self.environment.merging(environment) { $1 }, folder: folder.path,
      columns: columns, height: height, kind: kind)
    return ReplScene(self, terminal)
  }

  /// Starts a line of a shell with job control, in which `$KEDIT` is the program.
  func launchInShell(_ command: String) throws -> ReplScene {
    let program = try Self.program()
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "-c", "set -m; \(command)"],
      environment: environment.merging(["KEDIT": program]) { $1 }, folder: folder.path,
      columns: 100, height: 30)
    return ReplScene(self, terminal)
  }

  /// The program that was built with these tests, beside the test program.
  private static func program() throws -> String {
    let words = try FileSystem.read("/proc/self/cmdline", limit: 1 << 20).split(separator: 0)
      .map { String(decoding: $0, as: UTF8.self) }
    return Path.join(
      Path.folder(of: try #require(words.first { $0.hasSuffix(".xctest") })), "kedit")
  }
}

extension VideoFacts {
  fileprivate static let fiveSeconds = VideoFacts(
    isMP4OrMOV: true, container: "mov,mp4", width: 1280, height: 720, frameRate: Rational(30, 1),
    durationMilliseconds: 5000, frameCount: 150, hasAudio: false)
}
