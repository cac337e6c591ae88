import CurlTransport
import KlingAPI
import TestSupport
import Testing

/// Bodies that go to a sink while they arrive.
struct SinkTests {
  @Test("The sink sees the head once, then every byte in order")
  func wholeBody() async throws {
    let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ $0 >> 8) }
    let server = try LoopbackServer { _ in
      .chunked(
        stride(from: 0, to: body.count, by: 100_000).map { .send(Array(body[$0..<$0 + 100_000])) })
    }
    let sink = RecordingSink()
    let head = try await makeTransport().stream(HTTPRequest(.get, server.url), into: sink)
    #expect(head.status == 200)
    #expect(sink.heads.map(\.status) == [200])
    #expect(sink.body == body)
  }

  @Test("The sink sees the head of a response without a body", arguments: [200, 206, 404])
  func emptyBody(status: Int) async throws {
    let server = try LoopbackServer { _ in .status(status) }
    let sink = RecordingSink()
    let head = try await makeTransport().stream(HTTPRequest(.get, server.url), into: sink)
    #expect(head.status == status)
    #expect(sink.heads.map(\.status) == [status])
    #expect(sink.body.isEmpty)
  }

  @Test("A sink that throws ends the transfer, and the next one is not harmed")
  func throwingSink() async throws {
    let never = Gate()
    let server = try LoopbackServer { request in
      request.path == "/ok" ? .status(200) : .chunked([.send([1, 2]), .wait(never)])
    }
    let transport = makeTransport()
    await #expect(throws: TransportError.sink("Full()")) {
      _ = try await transport.stream(
        HTTPRequest(.get, server.url), into: RecordingSink(capacity: 1))
    }
    _ = try await transport.send(HTTPRequest(.get, server.url + "/ok"))
  }

  @Test("A body cut short is interrupted, also for a sink that took all there was")
  func truncated() async throws {
    let server = try LoopbackServer { _ in .truncated([1, 2, 3], announcing: 4) }
    let sink = RecordingSink()
    do throws(TransportError) {
      _ = try await makeTransport().stream(HTTPRequest(.get, server.url), into: sink)
      Issue.record("a short body was taken for a whole one")
    } catch {
      guard case .interrupted = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(sink.body == [1, 2, 3])
  }
}
