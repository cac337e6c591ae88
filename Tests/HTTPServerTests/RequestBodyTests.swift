import Glibc
import HTTPServer
import Synchronization
import TestSupport
import Testing

struct RequestBodyTests {
  private static let ten = "POST / HTTP/1.1\nHost: x\nContent-Length: 10\n"
  private static let chunked = "POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n"

  @Test(arguments: [
    (ten + "\n0123456789", 10, 200),
    (ten + "\n0123456789", 9, 413),
    (ten + "\n0123456789", 0, 413),
    (chunked + "\na\n0123456789\n0\n\n", 10, 200),
    (chunked + "\n6\n012345\n4\n6789\n0\n\n", 9, 413),
  ])
  func `A body may have its limit and no more`(request: String, limit: Int, status: Int) throws {
    let handled = Mutex(0)
    let server = try HTTPServer(
      admit: { _ in .bytes(limit: limit) },
      handler: { _ in
        handled.withLock { $0 += 1 }
        return .text("taken", status: 200)
      })
    #expect(try ask(server.port, request)?.status == status)
    #expect(handled.withLock { $0 } == (status == 200 ? 1 : 0))
  }

  @Test func `Who asks before sending is answered before sending`() throws {
    let server = try HTTPServer(
      admit: { .bytes(limit: $0.path == "/ok" ? 10 : 1) },
      handler: { .bytes($0.bytes, type: "text/plain") })
    let head = "HTTP/1.1\nHost: x\nContent-Length: 2\nExpect: 100-continue\n\n"
    #expect(try ask(server.port, "PUT /no \(head)")?.status == 413)
    let client = try RawClient(port: server.port)
    client.send("PUT /ok \(head)")
    #expect(client.readReply()?.status == 100)
    client.send("hi")
    #expect(client.readReply()?.body == "hi")
  }

  @Test func `A refused request never reaches the handler, and the connection lives on`() throws {
    let server = try HTTPServer(
      admit: { head in
        head.header("Authorization") == nil
          ? .refuse(.text("who?", status: 401)) : .bytes(limit: 9)
      },
      handler: { .bytes($0.bytes, type: "text/plain") })
    let client = try RawClient(port: server.port)
    client.send("POST / HTTP/1.1\nHost: x\nContent-Length: 2\n\nhi")
    #expect(client.readReply()?.status == 401)
    client.send("POST / HTTP/1.1\nHost: x\nAuthorization: me\nContent-Length: 2\n\nhi")
    #expect(client.readReply()?.body == "hi")
  }

  @Test func `An upload goes to a file that the handler then owns`() throws {
    let folder = try TemporaryFolder()
    let path = folder("upload")
    let server = try HTTPServer(
      admit: { _ in .file(path: path, limit: 1 << 20) },
      handler: { request in
        guard case .file(path, let size) = request.body else { return .text("?", status: 500) }
        return .text("\(size)", status: 201)
      })
    let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let client = try RawClient(port: server.port)
    client.send("PUT / HTTP/1.1\nHost: x\nContent-Length: \(content.count)\n\n")
    client.send(content)
    #expect(client.readReply()?.body == "300000\n")
    #expect(try read(path) == content)
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)

    // A second upload to the same name neither harms it nor is taken.
    #expect(try ask(server.port, Self.ten + "\n0123456789")?.status == 500)
    #expect(try read(path) == content)
  }

  @Test(arguments: [
    ten + "\n01234",
    "PUT / HTTP/1.1\nHost: x\nContent-Length: 30\n\n012345678901234567890123456789",
    chunked + "\n15\n012345678901234567890\n0\n\n",
    chunked + "\n5\n01234\nzz\n",
  ])
  func `An upload that breaks off or is too long leaves no file`(request: String) throws {
    let folder = try TemporaryFolder()
    let server = try HTTPServer(
      admit: { _ in .file(path: folder("upload"), limit: 20) },
      handler: { _ in .text("taken", status: 201) })
    let client = try RawClient(port: server.port)
    client.send(request)
    client.finish()
    #expect(!client.readToEnd().hasPrefix("HTTP/1.1 201"))
    server.stop()
    #expect(try folder.names() == [])
  }

  private func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: 1 << 20) { space, count in
      count = max(0, Glibc.read(file, space.baseAddress, space.count))
    }
  }
}
