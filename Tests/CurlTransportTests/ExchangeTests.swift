import CurlTransport
import KlingAPI
import TestSupport
import Testing

/// What goes over the wire, and what comes back.
struct ExchangeTests {
  @Test("A GET carries the given headers and nothing but what HTTP demands")
  func getIsBare() async throws {
    let server = try LoopbackServer(script: [
      .text(200, "hello", headers: [("X-Twice", "a"), ("x-twice", "b"), ("X-Empty", "")])
    ])
    let response = try await makeTransport().send(
      HTTPRequest(
        .get, server.url + "/a/../b?x=1%20&y",
        headers: [("Authorization", "Bearer key"), ("X-Nothing", "")]))
    #expect(response.head.status == 200)
    #expect(response.body == Array("hello".utf8))
    #expect(response.head.header("X-TWICE") == "a")
    #expect(response.head.headers.map(\.value).suffix(4) == ["a", "b", "", "5"])

    let request = try #require(server.requests.first)
    #expect(request.method == "GET")
    #expect(request.target == "/a/../b?x=1%20&y")
    #expect(
      Set(request.headers.map { "\($0.name): \($0.value)" }) == [
        "Host: 127.0.0.1:\(server.port)", "User-Agent: kedit/test", "Authorization: Bearer key",
        "X-Nothing: ",
      ])
  }

  @Test(
    "A body arrives whole, with its length and without Expect or a type nobody gave",
    arguments: [HTTPRequest.Method.post, .put], [0, 1, 2_000_000])
  func bodyArrives(method: HTTPRequest.Method, size: Int) async throws {
    let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try LoopbackServer(script: [.status(201)])
    let response = try await makeTransport().send(
      HTTPRequest(method, server.url + "/x", body: .bytes(body)))
    #expect(response.head.status == 201)
    let request = try #require(server.requests.first)
    #expect(request.method == method.rawValue)
    #expect(request.body == body)
    #expect(
      Set(request.headers.map(\.name)) == ["Host", "User-Agent", "Content-Length"])
  }

  @Test("A POST without a body says so")
  func emptyPost() async throws {
    let server = try LoopbackServer(script: [.status(200)])
    _ = try await makeTransport().send(HTTPRequest(.post, server.url))
    #expect(server.requests.first?.header("Content-Length") == "0")
  }

  @Test("A file is sent from disk, byte for byte")
  func fileIsSent() async throws {
    let folder = try TemporaryFolder()
    let content = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) }
    let path = try folder.write("video.mp4", content)
    let server = try LoopbackServer(script: [.status(200)])
    _ = try await makeTransport().send(
      HTTPRequest(
        .put, server.url + "/video.mp4", headers: [("Content-Type", "video/mp4")],
        body: .file(path: path, size: content.count)))
    let request = try #require(server.requests.first)
    #expect(request.body == content)
    #expect(request.header("Content-Type") == "video/mp4")
    #expect(request.header("Content-Length") == String(content.count))
  }

  @Test("A file that is not there, or not as long as it was, is not sent")
  func changedFile() async throws {
    let folder = try TemporaryFolder()
    let server = try LoopbackServer(script: [])
    let transport = makeTransport()
    let path = try folder.write("a", "four")
    for body in [
      HTTPRequest.Body.file(path: folder("none"), size: 4), .file(path: path, size: 5),
      .file(path: folder.path, size: 4096),
    ] {
      let error = try await transport.failure(HTTPRequest(.put, server.url, body: body))
      guard case .unsendable = error else {
        Issue.record("\(error)")
        continue
      }
    }
    #expect(server.connections == 0)
  }

  @Test("Every status comes back as a response", arguments: [204, 302, 400, 401, 429, 500, 503])
  func statuses(status: Int) async throws {
    let server = try LoopbackServer(script: [
      .json(status, status == 204 ? "" : "{}", headers: [("Retry-After", "2")])
    ])
    let response = try await makeTransport().send(HTTPRequest(.get, server.url))
    #expect(response.head.status == status)
    #expect(response.head.header("retry-after") == "2")
  }

  @Test("Interim responses, folded lines and trailers do not mix with the head")
  func unusualHeads() async throws {
    let server = try LoopbackServer(script: [
      .raw(
        "HTTP/1.1 103 Early Hints\r\nLink: no\r\n\r\nHTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\n"
          + "X-Tight:v  \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Late: no\r\n\r\n")
    ])
    let response = try await makeTransport().send(HTTPRequest(.get, server.url))
    #expect(response.head.status == 200)
    #expect(response.head.header("X-Long") == "one two")
    #expect(response.head.header("X-Tight") == "v")
    #expect(response.head.header("Link") == nil)
    #expect(response.head.header("X-Late") == nil)
    #expect(response.body == Array("abc".utf8))
  }

  @Test("A compressed body is handed over as it came")
  func compressedBodyIsKept() async throws {
    let bytes: [UInt8] = [0x1f, 0x8b, 8, 0, 0]
    let server = try LoopbackServer(script: [
      .status(200, headers: [("Content-Encoding", "gzip")], body: bytes)
    ])
    let response = try await makeTransport().send(HTTPRequest(.get, server.url))
    #expect(response.body == bytes)
    #expect(server.requests.first?.header("Accept-Encoding") == nil)
  }

  @Test(
    "What is not a request is refused before a connection is made",
    arguments: [
      HTTPRequest(.get, "ftp://127.0.0.1/"), HTTPRequest(.get, "127.0.0.1/"),
      HTTPRequest(.get, "file:///etc/passwd"), HTTPRequest(.get, "http://"),
      HTTPRequest(.get, "http://127.0.0.1/a b"), HTTPRequest(.get, "http://127.0.0.1/\r\nX: y"),
      HTTPRequest(.get, "http://127.0.0.1:99999/"),
      HTTPRequest(.get, "http://127.0.0.1/", headers: [("A b", "c")]),
      HTTPRequest(.get, "http://127.0.0.1/", headers: [("", "c")]),
      HTTPRequest(.get, "http://127.0.0.1/", headers: [("A", "b\r\nC: d")]),
      HTTPRequest(.get, "http://127.0.0.1/", body: .bytes([1])),
    ])
  func unsendable(request: HTTPRequest) async throws {
    let error = try await makeTransport().failure(request)
    guard case .unsendable = error else {
      Issue.record("\(error)")
      return
    }
  }
}
