import KlingSimulator
import MediaFacts
import TestSupport

/// A simulated service whose tasks end at once, for the pages that show a whole run.
final class QuickService: Sendable {
  private static let key = "key-of-the-reference"

  private let state: TemporaryFolder
  private let server: SimulatorServer

  init() throws {
    state = try TemporaryFolder()
    server = try SimulatorServer(
      stateFolder: state.path,
      configuration: SimulatorConfiguration(
        accounts: [SimulatedAccount(apiKeys: [Self.key])], queueTime: .zero,
        renderTime: .milliseconds(10)),
      surroundings: SimulatorSurroundings(
        now: millisecondsSince1970, probe: { _ in .facts(.fiveSeconds) },
        drawClip: { _, _ in false },
        notice: { _ in }))
  }

  deinit { server.stop() }

  /// What leads a program to it.
  var variables: [String: String] {
    [
      "KEDIT_BASE_URL": server.baseURL, "KEDIT_UPLOAD_URL": server.uploadURL,
      "KLING_API_KEY": Self.key, "KEDIT_POLL_INTERVAL": "0.01",
    ]
  }

  /// The same, as lines of a shell script.
  var exports: String {
    variables.sorted { $0.key < $1.key }.map { "export \($0.key)=\($0.value)" }
      .joined(separator: "\n")
  }
}

extension VideoFacts {
  fileprivate static let fiveSeconds = VideoFacts(
    isMP4OrMOV: true, container: "mov,mp4", width: 1280, height: 720, frameRate: Rational(30, 1),
    durationMilliseconds: 5000, frameCount: 150, hasAudio: false)
}
