import KEditCLI
import PosixFiles
import TestSupport
import Testing

/// Keys are for the service: they must be found in nothing that a run leaves, shows or passes on.
@Suite("Secrets") struct SecretTests {
  private static let webhookSecret = "whsec_dGhlLXNlY3JldC1vZi10aGlzLXRlc3Q="

  private static let keys = [
    RunScene.key, RunScene.accessKey, RunScene.secretKey, webhookSecret,
  ]

  /// With a static key, and with a pair of which tokens are signed.
  static let credentials: [[String: String]] = [
    ["KLING_API_KEY": RunScene.key, "KLING_WEBHOOK_SECRET": webhookSecret],
    [
      "KLING_API_KEY": "", "KLING_ACCESS_KEY": RunScene.accessKey,
      "KLING_SECRET_KEY": RunScene.secretKey, "KLING_WEBHOOK_SECRET": webhookSecret,
    ],
  ]

  @Test(
    "No key is in the journal, plan, events, sidecars, output or arguments", arguments: credentials)
  func nowhere(credentials: [String: String]) async throws {
    let scene = try RunScene()
    let commands = [
      ["run", "chain.kedit", "-y", "--verbose", "--json-into", "events.jsonl"],
      ["run", "chain.kedit", "-y", "--fresh", "--format", "json", "--verbose"],
      ["resume", "--verbose"], ["plan", "chain.kedit", "--format", "json", "-o", "plan.json"],
      ["plan", "chain.kedit", "--format", "curl", "-o", "plan.sh"],
      ["check", "chain.kedit", "--format", "json"],
    ]
    for command in commands {
      let run = await kedit(
        command, in: scene.folder.path,
        environment: Environment(scene.environment.merging(credentials) { $1 }))
      #expect(run.code == .done, "\(command): \(run.error)")
      for key in Self.keys {
        #expect(!run.output.contains(key), "\(command)")
        #expect(!run.error.contains(key), "\(command)")
      }
    }
    var count = 0
    for path in try files(below: scene.folder.path) + files(below: Path.folder(of: scene.journal)) {
      let content = try FileSystem.read(path, limit: 1 << 26)
      for key in Self.keys {
        #expect(!content.contains(Array(key.utf8)), "\(path)")
      }
      count += 1
    }
    #expect(count > 8, "journal, plans, events, results and sidecars were looked at")
  }

  /// Without a token either: the tokens of a key pair are as good as the key for half an hour.
  @Test("The answers that are shown hold no token")
  func noToken() async throws {
    let scene = try RunScene()
    let run = await scene.run(
      "a.kedit", "-y", "--verbose",
      environment: [
        "KLING_API_KEY": "", "KLING_ACCESS_KEY": RunScene.accessKey,
        "KLING_SECRET_KEY": RunScene.secretKey,
      ])
    #expect(run.code == .done)
    #expect(!run.error.contains("eyJ"), "how every such token begins")
    #expect(!run.error.contains("Bearer"))
  }

  @Test("An upload command is given no key, neither in its arguments nor in its environment")
  func uploadCommand() async throws {
    let scene = try RunScene()
    try scene.folder.write(
      "clip.mp4", [0, 0, 0, 0x18] + Array("ftypisom".utf8) + [UInt8](repeating: 0, count: 64))
    try scene.folder.write(
      "local.kedit",
      """
      video "clip.mp4"
      remove "the chick" at frame 0 point (0.77, 0.30) as clean

      """)
    try scene.folder.write(
      "upload.sh",
      """
      /usr/bin/tr '\\0' '\\n' < /proc/self/environ > "$0.environment"
      /usr/bin/tr '\\0' '\\n' < /proc/$PPID/cmdline > "$0.arguments"
      echo "$@" >> "$0.arguments"
      echo https://example.com/clip.mp4

      """)
    let run = await scene.run(
      "local.kedit", "-y",
      environment: [
        "KEDIT_UPLOAD_COMMAND": "/bin/sh \(scene.folder("upload.sh"))",
        "KLING_WEBHOOK_SECRET": Self.webhookSecret, "PATH": "/nowhere",
      ])
    #expect(run.code == .done, "\(run.error)")
    for name in ["upload.sh.environment", "upload.sh.arguments"] {
      let content = try FileSystem.read(scene.folder(name), limit: 1 << 20)
      #expect(!content.isEmpty)
      for key in Self.keys { #expect(!content.contains(Array(key.utf8)), "\(name)") }
    }
  }

  private func files(below folder: String) throws -> [String] {
    try FileSystem.list(folder).flatMap { name in
      let path = Path.join(folder, name)
      return try FileSystem.status(of: path).kind == .folder ? files(below: path) : [path]
    }
  }
}
