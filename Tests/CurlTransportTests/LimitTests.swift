import CurlTransport
import KlingAPI
import TestSupport
import Testing

/// Time, size and length: what ends a transfer, and what it is called then.
struct LimitTests {
  @Test("The time of a request that was sent runs out: what became of it is unknown")
  func totalTimeout() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in .text(200, "ok").stalled(until: never) }
    let error = try await makeTransport().failure(
      HTTPRequest(.post, server.url, body: .bytes([1]), timeout: .milliseconds(120)))
    #expect(error == .timedOut(connected: true))
    #expect(server.requests.count == 1)
  }

  @Test("The time runs out in the middle of a body")
  func timeoutInBody() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in .chunked([.send([1]), .wait(never)]) }
    let error = try await makeTransport().failure(
      HTTPRequest(.get, server.url, timeout: .milliseconds(120)))
    #expect(error == .timedOut(connected: true))
  }

  @Test("A body that stands still ends, though there is much time left")
  func stallInBody() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in .chunked([.send([1]), .wait(never)]) }
    let error = try await makeTransport().failure(
      HTTPRequest(.get, server.url, timeout: .seconds(600), stallTimeout: .seconds(1)))
    #expect(error == .timedOut(connected: true))
  }

  @Test("The time runs out during the TLS handshake: nothing was sent")
  func timeoutInHandshake() async throws {
    let never = Gate()
    let server = try LoopbackServer(receptions: [.stall(never), .stall(never)]) { _ in .status(200)
    }
    let url = "https://127.0.0.1:\(server.port)/"
    let transport = makeTransport(connectTimeout: .milliseconds(120))
    #expect(
      try await transport.failure(HTTPRequest(.post, url, body: .bytes([1])))
        == .timedOut(connected: false))
    #expect(
      try await makeTransport().failure(
        HTTPRequest(.post, url, body: .bytes([1]), timeout: .milliseconds(120)))
        == .timedOut(connected: false))
  }

  @Test("Nobody takes the connection: the time to connect runs out, nothing was sent")
  func connectTimeout() async throws {
    let port = try UnansweringPort()
    let error = try await makeTransport(connectTimeout: .milliseconds(120)).failure(
      HTTPRequest(.post, "http://127.0.0.1:\(port.port)/", body: .bytes([1])))
    #expect(error == .timedOut(connected: false))
  }

  @Test("A body of exactly the limit is allowed, one more byte is not", arguments: [true, false])
  func sizeLimit(isAnnounced: Bool) async throws {
    let body = [UInt8](repeating: 7, count: 100_000)
    let server = try LoopbackServer { _ in
      isAnnounced
        ? .status(200, body: body)
        : .chunked([.send(Array(body[..<60_000])), .send(Array(body[60_000...]))])
    }
    let transport = makeTransport()
    let whole = try await transport.send(
      HTTPRequest(.get, server.url, maximumResponseBytes: 100_000))
    #expect(whole.body == body)
    let error = try await transport.failure(
      HTTPRequest(.get, server.url, maximumResponseBytes: 99_999))
    #expect(error == .tooLarge(limit: 99_999))
  }

  @Test("A body that announces too much is refused before the sink sees any of it")
  func announcedTooMuch() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in
      LoopbackServer.Answer([
        .send(LoopbackServer.Answer.head(200, [("Content-Length", "5000")])), .send([1]),
        .wait(never),
      ])
    }
    let sink = RecordingSink()
    await #expect(throws: TransportError.tooLarge(limit: 4999)) {
      _ = try await makeTransport().stream(
        HTTPRequest(.get, server.url, maximumResponseBytes: 4999), into: sink)
    }
    #expect(sink.heads.isEmpty)
  }

  @Test(
    "What ends early or is not HTTP is interrupted",
    arguments: [
      LoopbackServer.Answer.truncated([1, 2, 3], announcing: 4),
      .truncated([], announcing: 4),
      .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
      .raw("HTTP/1.1 200 OK\r\nContent-"),
      .raw("SSH-2.0-OpenSSH_9.2\r\n"),
      .raw(""),
      .raw("HTTP/1.1 200 OK\r\n" + String(repeating: "X-Long: 0123456789\r\n", count: 20_000)),
    ])
  func broken(answer: LoopbackServer.Answer) async throws {
    let server = try LoopbackServer { _ in answer }
    let error = try await makeTransport().failure(HTTPRequest(.get, server.url))
    guard case .interrupted(let text) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!text.isEmpty)
  }

  @Test("A body without a length ends with the connection")
  func untilClose() async throws {
    let server = try LoopbackServer { _ in .raw("HTTP/1.1 200 OK\r\n\r\nall of it") }
    let response = try await makeTransport().send(HTTPRequest(.get, server.url))
    #expect(response.body == Array("all of it".utf8))
  }
}
