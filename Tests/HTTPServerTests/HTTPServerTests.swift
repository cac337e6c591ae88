import HTTPServer
import Synchronization
import TestSupport
import Testing

struct HTTPServerTests {
  @Test func `A request arrives with all its parts`() throws {
    let seen = Mutex<HTTPServerRequest?>(nil)
    let server = try HTTPServer { request in
      seen.withLock { $0 = request }
      return .bytes(Array("{}".utf8), type: "application/json", status: 201)
    }
    let reply = try ask(
      server.port,
      """
      POST /v1/a%20b/c%2Fd?page=2&q=%E5%B0%8F+x&flag&bad=%zz HTTP/1.1
      Host: x
      X-Two: one
      x-two: two
      Content-Length: 5

      12345
      """)
    #expect(reply?.status == 201)
    #expect(reply?.headers["content-type"] == "application/json")
    #expect(reply?.body == "{}")
    let request = try #require(seen.withLock { $0 })
    let head = request.head
    #expect(head.method == "POST")
    #expect(head.target == "/v1/a%20b/c%2Fd?page=2&q=%E5%B0%8F+x&flag&bad=%zz")
    #expect(head.rawPath == "/v1/a%20b/c%2Fd")
    #expect(head.path == "/v1/a b/c/d")
    #expect(head.segments == ["v1", "a b", "c/d"])
    #expect(head.queryItems.map(\.name) == ["page", "q", "flag", "bad"])
    #expect(head.queryItems.map(\.value) == ["2", "小 x", "", "%zz"])
    #expect(head.queryItem("page") == "2")
    #expect(head.headers.filter { $0.name.lowercased() == "x-two" }.map(\.value) == ["one", "two"])
    #expect(head.header("X-TWO") == "one")
    #expect(request.bytes == Array("12345".utf8))
  }

  @Test func `A connection serves many requests, chunked ones too`() throws {
    let server = try HTTPServer { .bytes($0.bytes, type: "text/plain") }
    let client = try RawClient(port: server.port)
    for size in [0, 1, 70_000] {
      client.send("PUT /\(size) HTTP/1.1\nHost: x\nContent-Length: \(size)\n\n")
      client.send([UInt8](repeating: UInt8(ascii: "a"), count: size))
      #expect(client.readReply()?.body.utf8.count == size)
    }
    client.send("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n")
    #expect(client.readReply()?.body == "abcde")
    client.send("HEAD / HTTP/1.1\nHost: x\n\n")
    #expect(client.readReply(toHead: true)?.status == 200)
  }

  @Test func `A handler that waits holds up nobody else`() throws {
    let gate = Gate()
    let server = try HTTPServer { request in
      if request.head.path == "/wait" { gate.wait() } else { gate.open() }
      return .text(request.head.path, status: 200)
    }
    let waiting = try RawClient(port: server.port)
    waiting.send("GET /wait HTTP/1.1\nHost: x\n\n")
    #expect(try ask(server.port, "GET /open HTTP/1.1\nHost: x\n\n")?.body == "/open\n")
    #expect(waiting.readReply()?.body == "/wait\n")
  }

  @Test func `Two hundred connections at once are all served`() throws {
    let server = try HTTPServer { .text($0.head.path, status: 200) }
    let clients = try (0..<200).map { _ in try RawClient(port: server.port) }
    for (number, client) in clients.enumerated() {
      client.send("GET /\(number) HTTP/1.1\nHost: x\n\n")
    }
    for (number, client) in clients.enumerated() {
      #expect(client.readReply()?.body == "/\(number)\n")
    }
  }

  @Test(arguments: [
    "\n\n", "GARBAGE\n\n", "GET\n\n", "GET / HTTP/9.9\n\n", "GET / HTTP/1.1\n\n",
    "GET /a b HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\nHost: x\nno colon\n\n",
    "POST / HTTP/1.1\nHost: x\nContent-Length: -1\n\n",
    "POST / HTTP/1.1\nHost: x\nContent-Length: 99999999999999999999\n\n",
    "POST / HTTP/1.1\nHost: x\nContent-Length: 7\n\nabc",
    "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nzz\n",
    "GET /%00%ff%2e%2e/?%00=%ff&&=& HTTP/1.1\nHost: x\n\n",
    "\u{1}\u{2}\u{3}\n\n",
    "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\nHost: x\n\n",
    "GET / HTTP/1.1\nHost: x\nX: " + String(repeating: "a", count: 200_000) + "\n\n",
  ])
  func `A bad request harms nobody`(request: String) throws {
    let server = try HTTPServer { .text($0.head.path, status: 200) }
    let client = try RawClient(port: server.port)
    client.send(request)
    client.finish()
    _ = client.readToEnd()
    #expect(try ask(server.port, "GET /well HTTP/1.1\nHost: x\n\n")?.body == "/well\n")
  }

  @Test(arguments: [("X-A", "b\r\nX-C: d"), ("X A", "b"), ("X-A\n", "b")])
  func `A response that would break its head is not sent`(name: String, value: String) throws {
    let server = try HTTPServer { _ in
      HTTPServerResponse(status: 200, headers: [(name, value)])
    }
    #expect(try ask(server.port, "GET / HTTP/1.1\nHost: x\n\n")?.status == 500)
  }

  @Test func `A port that is taken is told`() throws {
    let server = try HTTPServer { _ in .text("", status: 200) }
    #expect(throws: HTTPServerError.cannotListen(port: server.port, "Address already in use")) {
      _ = try HTTPServer(port: server.port) { _ in .text("", status: 200) }
    }
  }

  @Test func `A port can be taken again as soon as its server has stopped`() throws {
    let server = try HTTPServer { _ in .text("first", status: 200) }
    #expect(try ask(server.port, "GET / HTTP/1.1\nHost: x\n\n")?.body == "first\n")
    server.stop()
    let again = try HTTPServer(port: server.port) { _ in .text("again", status: 200) }
    #expect(try ask(again.port, "GET / HTTP/1.1\nHost: x\n\n")?.body == "again\n")
  }

  @Test func `Stopping waits for what is under way and closes the rest`() async throws {
    let entered = Gate()
    let gate = Gate()
    let server = try HTTPServer { _ in
      entered.open()
      gate.wait()
      return .text("done", status: 200)
    }
    let silent = try RawClient(port: server.port)
    let client = try RawClient(port: server.port)
    client.send("GET / HTTP/1.1\nHost: x\n\n")
    await entered.passed()
    async let stopping: Void = server.stop(draining: .seconds(20))
    gate.open()
    #expect(client.readReply()?.body == "done\n")
    #expect(client.readToEnd() == "")
    #expect(silent.readToEnd() == "")
    await stopping
    server.stop()
  }
}
