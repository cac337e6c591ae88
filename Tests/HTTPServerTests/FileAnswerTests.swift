import Glibc
import HTTPServer
import TestSupport
import Testing

struct FileAnswerTests {
  let folder: TemporaryFolder
  let server: HTTPServer

  init() throws {
    let folder = try TemporaryFolder()
    try folder.write("video.mp4", "0123456789")
    try folder.write("empty.mp4", "")
    let then = timespec(tv_sec: 784_111_777, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, folder("video.mp4"), [then, then], 0) == 0)
    self.folder = folder
    server = try HTTPServer { .file(folder.path + $0.head.path, type: "video/mp4") }
  }

  private func get(
    _ headers: String = "", of path: String = "/video.mp4", method: String = "GET"
  ) throws -> RawClient.Reply {
    try #require(try ask(server.port, "\(method) \(path) HTTP/1.1\nHost: x\n\(headers)\n"))
  }

  @Test func `A file is sent with what caches and resumed downloads need`() throws {
    let reply = try get()
    #expect(reply.status == 200)
    #expect(reply.body == "0123456789")
    #expect(reply.headers["content-type"] == "video/mp4")
    #expect(reply.headers["content-length"] == "10")
    #expect(reply.headers["accept-ranges"] == "bytes")
    #expect(reply.headers["last-modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
    let head = try get("Range: bytes=2-3\n", method: "HEAD")
    #expect(head.status == 200)
    #expect(head.body == "")
    #expect(head.headers["content-length"] == "10")
    #expect(head.headers["etag"] == reply.headers["etag"])
  }

  @Test(
    arguments: [
      ("bytes=0-0", 206, "0", "bytes 0-0/10"),
      ("bytes=2-4", 206, "234", "bytes 2-4/10"),
      ("bytes=7-", 206, "789", "bytes 7-9/10"),
      ("bytes=7-99999999999999999999", 206, "789", "bytes 7-9/10"),
      ("bytes=-3", 206, "789", "bytes 7-9/10"),
      ("bytes=-30", 206, "0123456789", "bytes 0-9/10"),
      ("bytes=10-", 416, "", "bytes */10"),
      ("bytes=-0", 416, "", "bytes */10"),
      ("bytes=99999999999999999999-", 416, "", "bytes */10"),
      ("bytes=4-2", 200, "0123456789", nil),
      ("bytes=-", 200, "0123456789", nil),
      ("bytes=a-b", 200, "0123456789", nil),
      ("bytes=0-1,3-4", 200, "0123456789", nil),
      ("lines=0-1", 200, "0123456789", nil),
    ] as [(String, Int, String, String?)])
  func `A range`(range: String, status: Int, body: String, content: String?) throws {
    let reply = try get("Range: \(range)\n")
    #expect(reply.status == status)
    #expect(reply.body == body)
    #expect(reply.headers["content-range"] == content)
  }

  @Test func `A range of a file that has changed since is all of it`() throws {
    let before = try get()
    let tag = try #require(before.headers["etag"])
    let date = try #require(before.headers["last-modified"])
    for condition in [tag, date] {
      #expect(try get("Range: bytes=5-\nIf-Range: \(condition)\n").body == "56789")
    }
    #expect(try get("Range: bytes=5-\nIf-Range: \"other\"\n").status == 200)
    try folder.write("video.mp4", "abcdefghij")
    for condition in [tag, date] {
      let reply = try get("Range: bytes=5-\nIf-Range: \(condition)\n")
      #expect(reply.status == 200)
      #expect(reply.body == "abcdefghij")
    }
  }

  @Test func `What is no plain file is not found, and an empty one is empty`() throws {
    #expect(try get(of: "/none.mp4").status == 404)
    #expect(try get(of: "/").status == 404)
    try #require(mkfifo(folder("pipe"), 0o600) == 0)
    #expect(try get(of: "/pipe").status == 404)
    #expect(try get(of: "/empty.mp4").body == "")
    #expect(try get("Range: bytes=0-\n", of: "/empty.mp4").status == 416)
  }

  @Test func `A long file is sent whole`() throws {
    let content = String(repeating: "0123456789abcdef", count: 100_000)
    try folder.write("long.mp4", content)
    #expect(try get(of: "/long.mp4").body == content)
    #expect(try get("Range: bytes=1000000-1500000\n", of: "/long.mp4").body.utf8.count == 500_001)
  }
}
