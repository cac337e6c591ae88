import CurlTransport
import KlingAPI
import TestSupport
import Testing

/// Redirects: how many, where to, and what goes along.
struct RedirectTests {
  /// Redirects `/n` to `/n-1`, and answers `/0`.
  private func countdown() throws -> LoopbackServer {
    try LoopbackServer { request in
      guard let number = Int(request.path.dropFirst()), number > 0 else {
        return .text(200, "there")
      }
      return .redirect(to: "/\(number - 1)")
    }
  }

  @Test("Not followed where none are allowed")
  func none() async throws {
    let server = try countdown()
    let response = try await makeTransport().send(HTTPRequest(.get, server.url + "/1"))
    #expect(response.head.status == 302)
    #expect(response.head.header("Location") == "/0")
    #expect(server.requests.count == 1)
  }

  @Test("Followed as often as allowed, and the sink sees the last head alone")
  func some() async throws {
    let server = try countdown()
    let sink = RecordingSink()
    let head = try await makeTransport().stream(
      HTTPRequest(.get, server.url + "/3", maximumRedirects: 3), into: sink)
    #expect(head.status == 200)
    #expect(head.header("Location") == nil)
    #expect(sink.heads.map(\.status) == [200])
    #expect(sink.body == Array("there".utf8))
  }

  @Test("One more than allowed is an error")
  func tooMany() async throws {
    let server = try countdown()
    let error = try await makeTransport().failure(
      HTTPRequest(.get, server.url + "/4", maximumRedirects: 3))
    guard case .unsendable = error else {
      Issue.record("\(error)")
      return
    }
    #expect(server.requests.count == 4)
  }

  @Test(
    "Nowhere but to http and https",
    arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
  func otherSchemes(target: String) async throws {
    let server = try LoopbackServer { _ in .redirect(to: target) }
    let error = try await makeTransport().failure(
      HTTPRequest(.get, server.url, maximumRedirects: 3))
    guard case .unsendable = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("Authorization goes along to the same place, and to no other host or port")
  func authorization() async throws {
    let other = try LoopbackServer { _ in .text(200, "other") }
    let server = try LoopbackServer { [port = other.port] request in
      switch request.path {
      case "/same": .redirect(to: "/end")
      case "/port": .redirect(to: "http://127.0.0.1:\(port)/")
      case "/host":
        .redirect(
          to: "http://localhost:\(request.header("Host")?.split(separator: ":").last ?? "")/end")
      default: .text(200, "end")
      }
    }
    let transport = makeTransport()
    for path in ["/same", "/port", "/host"] {
      _ = try await transport.send(
        HTTPRequest(
          .get, server.url + path, headers: [("Authorization", "Bearer key")], maximumRedirects: 1))
    }
    #expect(
      server.requests.map { "\($0.path) \($0.header("Authorization") ?? "-")" } == [
        "/same Bearer key", "/end Bearer key", "/port Bearer key", "/host Bearer key", "/end -",
      ])
    #expect(other.requests.map { $0.header("Authorization") } == [nil])
  }

  @Test(
    "A POST or PUT is never sent to a second place", arguments: [HTTPRequest.Method.post, .put],
    [301, 307, 308])
  func onlyGET(method: HTTPRequest.Method, status: Int) async throws {
    let server = try LoopbackServer { _ in .redirect(status, to: "/again") }
    let response = try await makeTransport().send(
      HTTPRequest(method, server.url, body: .bytes([1]), maximumRedirects: 5))
    #expect(response.head.status == status)
    #expect(server.requests.count == 1)
  }
}
