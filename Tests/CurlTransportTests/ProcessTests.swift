import CurlTransport
import Glibc
import KlingAPI
import TestSupport
import Testing

/// What concerns the whole process, each in one of its own: environment and exit.
struct ProcessTests {
  @Test("The proxy of the environment is used, but never for loopback")
  func proxy() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer { .text(200, "proxy for \($0.target)") }
      let server = try LoopbackServer { .text(200, "direct \($0.target)") }
      setenv("http_proxy", proxy.url, 1)
      setenv("no_proxy", "elsewhere.invalid", 1)
      let transport = makeTransport()

      let far = try await transport.send(HTTPRequest(.get, "http://far.invalid/a"))
      #expect(far.body == Array("proxy for http://far.invalid/a".utf8))
      for host in ["127.0.0.1", "localhost"] {
        let near = try await transport.send(
          HTTPRequest(.get, "http://\(host):\(server.port)/b"))
        #expect(near.body == Array("direct /b".utf8))
      }
      guard
        case .unreachable = try await transport.failure(
          HTTPRequest(.get, "http://elsewhere.invalid/"))
      else {
        Issue.record("no_proxy was not heeded")
        return
      }
    }
  }

  @Test("The process may end while a handshake is on its way")
  func exitDuringHandshake() async {
    await #expect(processExitsWith: .exitCode(3)) {
      let never = Gate()
      let server = try LoopbackServer(receptions: [.stall(never)]) { _ in .status(200) }
      let transport = makeTransport()
      let ready = try LoopbackServer { _ in .status(200) }
      let request = HTTPRequest(.get, "https://127.0.0.1:\(server.port)/")
      Task { _ = await transport.outcome(request) }
      while server.connections == 0 {
        _ = try await transport.send(HTTPRequest(.get, ready.url))
      }
      exit(3)
    }
  }
}
