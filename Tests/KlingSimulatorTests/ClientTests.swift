import Crypto
import CurlTransport
import KlingAPI
import KlingSimulator
import MediaFacts
import OrderedJSON
import TestSupport
import Testing

/// The project's own client against the simulator: two readings of the same documents, written
/// apart, must understand each other in every call.
@Suite struct ClientTests {
  @Test(arguments: [
    Credentials.apiKey(Secret("key")),
    Credentials.keyPair(accessKey: Secret("ak-test"), secretKey: Secret("sk-test")),
  ])
  func `The client gets through all eight calls`(credentials: Credentials) async throws {
    let folder = try TemporaryFolder()
    let server = try SimulatorServer(
      stateFolder: folder.path,
      configuration: SimulatorConfiguration(
        accounts: [
          SimulatedAccount(
            apiKeys: ["key"], keyPairs: [.init(accessKey: "ak-test", secretKey: "sk-test")])
        ],
        queueTime: .zero, renderTime: .zero),
      surroundings: SimulatorSurroundings(
        now: { 1_700_000_000_000 }, probe: { _ in .facts(.sound) }, drawClip: { _, _ in false },
        notice: { _ in }))
    let client = KlingClient(
      baseURL: try BaseURL(server.baseURL), credentials: credentials,
      transport: CurlTransport(userAgent: "test"),
      hmac: { key, message in HMACSHA256.authenticate(message: message, key: key) },
      time: .init(unixSeconds: { 1_700_000_000 }, uptime: { .zero }))

    let video = try await client.initSelection(.videoURL("https://example.com/farm.mp4"))
    #expect(video.frameCount == 150)
    let marks = SelectionRequest(
      sessionID: video.sessionID, frameIndex: 3, points: [.init(x: 0.1, y: 1.0 / 3)])
    #expect(try await client.addSelection(marks).masks.count == 1)
    #expect(try await client.deleteSelection(marks).masks.isEmpty)
    _ = try await client.clearSelection(SessionRequest(sessionID: video.sessionID))
    _ = try await client.addSelection(marks)
    let preview = try await client.previewSelection(SessionRequest(sessionID: video.sessionID))
    #expect(preview.video != nil && preview.cover != nil && preview.trackingOutput != nil)

    let order = CreateTaskRequest(
      modelName: "kling-v1-6", sessionID: video.sessionID, editMode: .swap,
      images: ["https://example.com/corgi.png"],
      prompt: "swap a corgi from <<<image_1>>> for the dog from <<<video_1>>>",
      negativePrompt: "blurry", mode: .pro, duration: .five, watermark: true,
      callbackURL: "https://example.com/hook", externalTaskID: "kedit-1")
    let created = try await client.createTask(order)
    let task = try await client.task("kedit-1")
    #expect(task.id == created.id)
    #expect(task.status == .succeed)
    #expect(task.units == "5")
    #expect(task.videos.first?.watermarkURL != nil)
    #expect(try await client.tasks(page: 1, size: 500).map(\.id) == [created.id])
    let next = try await client.initSelection(
      .videoID(try #require(task.videos.first?.id)))
    #expect(next.sessionID != video.sessionID)

    await #expect(throws: KlingError.self) { try await client.createTask(order) }
    server.stop()
  }
}
