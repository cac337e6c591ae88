import CurlTransport
import KlingAPI
import TestSupport
import Testing

/// Which requests share a connection, and what a lost one does.
struct ConnectionTests {
  @Test("GETs one after the other use one connection")
  func getsReuse() async throws {
    let server = try LoopbackServer { _ in .text(200, "ok") }
    let transport = makeTransport()
    for _ in 0..<5 { _ = try await transport.send(HTTPRequest(.get, server.url)) }
    #expect(server.connections == 1)
  }

  @Test("POST and PUT never use a kept connection", arguments: [HTTPRequest.Method.post, .put])
  func othersAreFresh(method: HTTPRequest.Method) async throws {
    let server = try LoopbackServer { _ in .text(200, "ok") }
    let transport = makeTransport()
    _ = try await transport.send(HTTPRequest(.get, server.url))
    for _ in 0..<3 {
      _ = try await transport.send(HTTPRequest(method, server.url, body: .bytes([1])))
    }
    #expect(Set(server.requests.map(\.connection)).count == 4)
  }

  /// The case in which libcurl by itself would send again and report success.
  @Test(
    "A connection dropped under a POST or PUT never makes the server see it twice",
    arguments: [HTTPRequest.Method.post, .put], [LoopbackServer.Answer.drop, .reset])
  func droppedIsNotRepeated(
    method: HTTPRequest.Method, drop: LoopbackServer.Answer
  ) async throws {
    let server = try LoopbackServer { $0.method == "GET" ? .text(200, "ok") : drop }
    let transport = makeTransport()
    // Without a body there is nothing to rewind, which would also keep libcurl from repeating it.
    let bodies = [HTTPRequest.Body.none, .bytes([1, 2, 3]), .none]
    for (count, body) in zip(1..., bodies) {
      _ = try await transport.send(HTTPRequest(.get, server.url))
      let error = try await transport.failure(HTTPRequest(method, server.url, body: body))
      guard case .interrupted = error else {
        Issue.record("\(error)")
        return
      }
      #expect(server.requests.filter { $0.method == method.rawValue }.count == count)
    }
  }

  @Test("A GET outlives a kept connection that the server has closed")
  func getOutlivesDrop() async throws {
    let server = try LoopbackServer { request in
      request.index == 0 ? .text(200, "one").thenDropping() : .text(200, "two")
    }
    let transport = makeTransport()
    _ = try await transport.send(HTTPRequest(.get, server.url))
    let second = try await transport.send(HTTPRequest(.get, server.url))
    #expect(second.body == Array("two".utf8))
  }

  @Test("Nobody listens: unreachable")
  func unreachable() async throws {
    // A port that was free a moment ago.
    let port = try LoopbackServer(script: []).port
    let error = try await makeTransport().failure(
      HTTPRequest(.post, "http://127.0.0.1:\(port)/", body: .bytes([1])))
    guard case .unreachable(let text) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(text.contains("\(port)"))
  }

  @Test("A name that cannot be resolved: unreachable")
  func unresolvable() async throws {
    let error = try await makeTransport().failure(HTTPRequest(.get, "http://a..b.invalid/"))
    guard case .unreachable = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("A connection reset before or after the request was read: interrupted, sent once")
  func resets() async throws {
    let server = try LoopbackServer { _ in .reset }
    let transport = makeTransport()
    let error = try await transport.failure(HTTPRequest(.get, server.url))
    guard case .interrupted = error else {
      Issue.record("\(error)")
      return
    }
    #expect(server.requests.count == 1)
  }

  @Test("Plain text where TLS was asked for: insecure, and no request was seen")
  func notTLS() async throws {
    let text = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
    let server = try LoopbackServer(receptions: [.greet(text)]) { _ in .status(200) }
    let error = try await makeTransport().failure(
      HTTPRequest(.get, "https://127.0.0.1:\(server.port)/"))
    guard case .insecure = error else {
      Issue.record("\(error)")
      return
    }
    #expect(server.requests.isEmpty)
  }

  @Test(
    "A connection lost during the TLS handshake is no refused certificate",
    arguments: [LoopbackServer.Reception.drop, .greet([])])
  func lostInHandshake(reception: LoopbackServer.Reception) async throws {
    let server = try LoopbackServer(receptions: [reception]) { _ in .status(200) }
    let error = try await makeTransport().failure(
      HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: .bytes([1])))
    guard case .unreachable = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("200 at once, on as many connections as it takes, each gets its own answer")
  func manyAtOnce() async throws {
    let release = Gate()
    let server = try LoopbackServer { .text(200, "answer to \($0.target)").stalled(until: release) }
    let transport = makeTransport()
    let url = server.url
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          let method: HTTPRequest.Method = number.isMultiple(of: 2) ? .get : .post
          let response = try await transport.send(HTTPRequest(method, "\(url)/\(number)"))
          return response.body == Array("answer to /\(number)".utf8)
        }
      }
      group.addTask {
        await server.received(200)
        release.open()
        return true
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(right == 201)
    #expect(server.connections == 200)
  }

  @Test("After the end of a transport nothing is sent")
  func afterShutdown() async throws {
    let server = try LoopbackServer { _ in .text(200, "ok") }
    let transport = makeTransport()
    _ = try await transport.send(HTTPRequest(.get, server.url))
    transport.shutdown()
    transport.shutdown()
    #expect(try await transport.failure(HTTPRequest(.get, server.url)) == .cancelled)
    #expect(server.requests.count == 1)
  }
}
