import KlingAPI
import Synchronization
import Testing

struct CallEventTests {
  @Test func everyExchangeIsToldOfOnceWithWhatWasSaid() async throws {
    let seen = Mutex<[CallEvent]>([])
    let transport = ScriptedTransport(
      .http(401, #"{"code":1004,"message":"expired"}"#), success(submitted))
    let client = try client(transport, credentials: keyPair) { event in
      seen.withLock { $0.append(event) }
    }
    _ = try await client.task("t")
    let events = seen.withLock { $0 }
    #expect(events.map(\.status) == [401, 200])
    #expect(events.map(\.code) == [1004, 0])
    #expect(events.map(\.step) == ["get", "get"])
    #expect(events.map(\.path) == Array(repeating: "/v1/videos/multi-elements/t", count: 2))
    #expect(events[0].error?.contains("expired") == true)
    #expect(events[1].error == nil)
    #expect(events[1].requestID == "r-1")
    #expect(events[1].responseBody.contains("submitted"))
  }
}
