import HTTPServer
import Synchronization
import TestSupport
import Testing

struct FaultTests {
  private static let get = "GET / HTTP/1.1\nHost: x\n\n"

  @Test func `A request dropped at once is not worked on`() throws {
    let handled = Mutex(0)
    let server = try HTTPServer(
      admit: { _ in .drop },
      handler: { _ in
        handled.withLock { $0 += 1 }
        return .text("done", status: 200)
      })
    let client = try RawClient(port: server.port)
    client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 2\n\nhi")
    #expect(client.readToEnd() == "")
    #expect(handled.withLock { $0 } == 0)
  }

  @Test func `A request dropped afterwards was worked on`() throws {
    let handled = Mutex(0)
    let server = try HTTPServer { _ in
      handled.withLock { $0 += 1 }
      return HTTPServerResponse(status: 200, fault: .drop)
    }
    let client = try RawClient(port: server.port)
    client.send(Self.get)
    #expect(client.readToEnd() == "")
    #expect(handled.withLock { $0 } == 1)
  }

  @Test func `A body that ends too early`() throws {
    let body = HTTPServerResponse.Body.bytes(Array("0123456789".utf8))
    let server = try HTTPServer { _ in
      HTTPServerResponse(status: 200, body: body, fault: .truncate(after: 4))
    }
    let client = try RawClient(port: server.port)
    client.send(Self.get)
    let answer = client.readToEnd()
    #expect(answer.contains("Content-Length: 10\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n0123"))
  }

  @Test func `A body that comes in drops is whole in the end`() throws {
    let content = "0123456789"
    let server = try HTTPServer { _ in
      HTTPServerResponse(
        status: 200, body: .bytes(Array(content.utf8)),
        fault: .trickle(bytes: 3, pause: .milliseconds(5)))
    }
    let start = ContinuousClock.now
    #expect(try ask(server.port, Self.get)?.body == content)
    // Four pauses.
    #expect(ContinuousClock.now - start >= .milliseconds(20))
  }

  @Test func `An answer that is held back holds up nobody, and stopping drops it`() throws {
    let server = try HTTPServer { request in
      var response = HTTPServerResponse.text(request.head.path, status: 200)
      if request.head.path == "/slow" { response.delay = .seconds(3_600) }
      if request.head.path == "/late" { response.delay = .milliseconds(30) }
      return response
    }
    let slow = try RawClient(port: server.port)
    slow.send("GET /slow HTTP/1.1\nHost: x\n\n")
    let start = ContinuousClock.now
    #expect(try ask(server.port, "GET /late HTTP/1.1\nHost: x\n\n")?.body == "/late\n")
    #expect(ContinuousClock.now - start >= .milliseconds(30))
    #expect(try ask(server.port, "GET /fast HTTP/1.1\nHost: x\n\n")?.body == "/fast\n")
    server.stop()
    #expect(slow.readToEnd() == "")
  }

  @Test func `An answer may be held back longer than a client may be silent`() throws {
    let server = try HTTPServer(options: .init(idleSeconds: 1)) { _ in
      var response = HTTPServerResponse.text("late", status: 200)
      response.delay = .milliseconds(1_100)
      return response
    }
    #expect(try ask(server.port, Self.get)?.body == "late\n")
  }
}
