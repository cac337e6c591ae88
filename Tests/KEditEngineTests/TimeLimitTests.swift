import KEditEngine
import KEditPlan
import KlingAPI
import Synchronization
import Testing

/// The time allowed for a run holds whatever it is waiting for.
struct TimeLimitTests {
  /// Answers nothing, until the time allowed for the request is over.
  private struct Silence: Transport {
    let clock: ManualClock

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      do throws(CancellationError) {
        try await clock.sleep(for: request.timeout)
      } catch {
        throw .cancelled
      }
      throw .timedOut(connected: true)
    }

    func stream(
      _ request: HTTPRequest, into sink: some ResponseSink
    ) async throws(TransportError) -> HTTPResponseHead {
      try await send(request).head
    }
  }

  @Test func aCallWithoutAnAnswerEndsWithTheRun() async throws {
    var stage = Stage()
    stage.options.timeout = .seconds(5)
    var world = try stage.world()
    world.client = KlingClient(
      baseURL: world.client.baseURL, credentials: .apiKey(Secret("k")),
      transport: Silence(clock: stage.clock), hmac: { _, _ in [] },
      time: KlingClient.Time(unixSeconds: { 0 }, uptime: { .zero }))
    let outcome = try await stage.run(plan(edit()), in: world)
    #expect(outcome.endings == ["1 left timeout pending -"])
    #expect(stage.clock.uptime == .seconds(5))
  }

  @Test func anUploadWithoutAnEndEndsWithTheRun() async throws {
    struct Endless: Uploader {
      func upload(_ file: LocalFile) async throws(Failure) -> String {
        for await _ in AsyncStream<Never>.makeStream().stream {}
        throw Failure(.unreachable, "cancelled")
      }
    }
    let file = LocalFile(path: "a.mp4", sha256: fakeHash([1]))
    var stage = Stage(files: FakeFiles(sources: ["a.mp4": [1]]))
    stage.uploader = Endless()
    stage.options.timeout = .seconds(5)
    let outcome = try await stage.run(plan(edit(video: .local(file))))
    #expect(outcome.endings == ["1 left timeout initializing -"])
  }
}
