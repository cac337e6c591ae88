import KEditCLI
import KlingSimulator
import PosixFiles
import TestSupport
import Testing

@Suite("Local videos")
struct UploadTests {
  private static let spec = """
    video "farm.mp4"
    remove "the chick" at frame 0 point (0.77, 0.30) as clean

    """

  /// A scene with a video that nobody looks into, for ffprobe is not to be found.
  private func scene() throws -> RunScene {
    let scene = try RunScene()
    try scene.folder.write("farm.kedit", Self.spec)
    try scene.folder.write(
      "farm.mp4", [0, 0, 0, 0x18] + Array("ftypisom".utf8) + [UInt8](repeating: 0, count: 64))
    return scene
  }

  @Test("A video is put below the URL that the environment names, and read from there")
  func url() async throws {
    let scene = try scene()
    let run = await scene.run(
      "farm.kedit", "-y",
      environment: ["KEDIT_UPLOAD_URL": scene.server.uploadURL, "PATH": "/nowhere"])
    #expect(run.code == .done, "\(run.error)")
    let uploads = scene.seen.filter { $0.hasPrefix("PUT /uploads/") }
    #expect(uploads.count == 1)
    #expect(uploads.first?.hasSuffix(".mp4") == true)
  }

  @Test("A command of the person's own brings it there and prints the URL, without seeing the key")
  func command() async throws {
    let scene = try scene()
    let log = scene.folder("key")
    let run = await scene.run(
      "farm.kedit", "-y",
      environment: [
        "KEDIT_UPLOAD_COMMAND":
          "echo \"[$KLING_API_KEY]\" > '\(log)'; echo https://example.com/b.mp4 #",
        "PATH": "/nowhere",
      ])
    #expect(run.code == .done, "\(run.error)")
    #expect(try FileSystem.read(log, limit: 100) == Array("[]\n".utf8))
    let failed = await scene.run(
      "farm.kedit", "-y", "--output-dir", "b", "--fresh",
      environment: ["KEDIT_UPLOAD_COMMAND": "exit 3 #", "PATH": "/nowhere"])
    #expect(failed.code == .personMustAct)
    #expect(failed.error.contains("the upload command failed with status 3"))
  }

  @Test("A host that refuses has no finished upload")
  func refused() async throws {
    let scene = try scene()
    let host = try LoopbackServer { _ in .status(403) }
    let run = await scene.run(
      "farm.kedit", "-y",
      environment: ["KEDIT_UPLOAD_URL": host.url + "/up", "PATH": "/nowhere"])
    #expect(run.code == .personMustAct, "\(run.error)")
    #expect(run.error.contains("HTTP 403"))
    #expect(scene.createCount == 0)
  }

  @Test("An upload that fails for a passing reason is tried again")
  func passing() async throws {
    let scene = try scene()
    let uploads = Recorded<String>()
    let host = try LoopbackServer { request in
      uploads.append(request.method)
      return .status(uploads.values.count == 1 ? 500 : 403)
    }
    let run = await scene.run(
      "farm.kedit", "-y",
      environment: ["KEDIT_UPLOAD_URL": host.url + "/up", "PATH": "/nowhere"])
    #expect(uploads.values == ["PUT", "PUT"])
    #expect(run.error.contains("HTTP 500; again in "))
    #expect(run.code == .personMustAct, "\(run.error)")
  }

  @Test(
    "Without a way to a public URL nothing is sent; one way is enough",
    arguments: [
      [:], ["KEDIT_UPLOAD_URL": "ftp://example.com"],
      ["KEDIT_UPLOAD_URL": "https://example.com/?a"],
      ["KEDIT_UPLOAD_URL": "https://example.com", "KEDIT_UPLOAD_COMMAND": "true"],
    ] as [[String: String]])
  func unconfigured(extra: [String: String]) async throws {
    let scene = try scene()
    let run = await scene.run(
      "farm.kedit", "-y", environment: extra.merging(["PATH": "/nowhere"]) { $1 })
    #expect(run.code == .usage)
    #expect(run.error.contains("KEDIT_UPLOAD_URL"))
    #expect(scene.seen.isEmpty)
  }
}
