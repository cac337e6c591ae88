import CurlTransport
import KlingAPI
import KlingSimulator
import OrderedJSON
import Synchronization
import TestSupport
import Testing

/// Faults of files, over HTTP.
@Suite struct MediaFaultTests {
  @Test func `A file can be asked for in parts, under a strong tag and a date`() async throws {
    let scene = try FaultScene()
    let url = try await scene.result()
    let whole = try await scene.fetch(url)
    #expect(whole.head.status == 200)
    #expect(whole.head.header("Accept-Ranges") == "bytes")
    #expect(whole.head.header("Last-Modified") != nil)
    let tag = try #require(whole.head.header("ETag"))
    #expect(tag.hasPrefix("\""))
    let size = whole.body.count
    let part = try await scene.fetch(url, ("Range", "bytes=100-"), ("If-Range", tag))
    #expect(part.head.status == 206)
    #expect(part.head.header("Content-Range") == "bytes 100-\(size - 1)/\(size)")
    #expect(part.body == Array(whole.body[100...]))
    let other = try await scene.fetch(url, ("Range", "bytes=100-"), ("If-Range", "\"other\""))
    #expect(other.head.status == 200)
    let beyond = try await scene.fetch(url, ("Range", "bytes=\(size)-"))
    #expect(beyond.head.status == 416)
    #expect(beyond.head.header("Content-Range") == "bytes */\(size)")
  }

  @Test func `A download that breaks off in the middle can be gone on with`() async throws {
    let scene = try FaultScene(#"{"on": "media", "calls": 1, "fault": "cut", "bytes": 1000}"#)
    let url = try await scene.result()
    let sink = KeepingSink()
    let request = HTTPRequest(.get, url)
    #expect(
      await isInterrupted { () async throws(TransportError) in
        try await scene.transport.stream(request, into: sink)
      })
    let whole = PlainClip(seconds: 5).bytes
    #expect(sink.head?.header("Content-Length") == "\(whole.count)")
    #expect(sink.bytes == Array(whole[..<1000]))
    let tag = try #require(sink.head?.header("ETag"))
    let rest = try await scene.fetch(url, ("Range", "bytes=1000-"), ("If-Range", tag))
    #expect(rest.head.status == 206)
    #expect(sink.bytes + rest.body == whole)
  }

  @Test func `A file that changes between two requests has another tag, length and content`()
    async throws
  {
    let scene = try FaultScene(#"{"on": "media", "calls": "2-", "fault": "change"}"#)
    let url = try await scene.result()
    let first = try await scene.fetch(url)
    let tag = try #require(first.head.header("ETag"))
    let second = try await scene.fetch(url, ("Range", "bytes=10-"), ("If-Range", tag))
    #expect(second.head.status == 200)
    #expect(second.head.header("ETag") != tag)
    #expect(second.body != first.body)
    #expect(second.body.count == first.body.count + 8)
    #expect(second.body.prefix(1000) == first.body.prefix(1000))
  }

  @Test func `A page of HTML in the place of a file`() async throws {
    let scene = try FaultScene(#"{"on": "media", "calls": 1, "fault": "html", "status": 200}"#)
    let url = try await scene.result()
    let page = try await scene.fetch(url)
    #expect(page.head.status == 200)
    #expect(page.head.header("Content-Type") == "text/html")
    #expect(try await scene.fetch(url).body == PlainClip(seconds: 5).bytes)
  }

  @Test func `A file that is announced too short`() async throws {
    let scene = try FaultScene(#"{"on": "media", "calls": 1, "fault": "shorten", "bytes": 500}"#)
    let url = try await scene.result()
    let short = try await scene.fetch(url)
    #expect(short.head.status == 200)
    #expect(short.head.header("Content-Length") == "500")
    #expect(short.body == Array(PlainClip(seconds: 5).bytes.prefix(500)))
  }

  @Test(arguments: [401, 403, 404, 410])
  func `A link that dies stays dead, and a new one lives`(status: Int) async throws {
    let scene = try FaultScene(
      #"{"on": "media", "calls": 2, "fault": "dead-link", "status": \#(status)}"#)
    let url = try await scene.result()
    #expect(try await scene.fetch(url).head.status == 200)
    #expect(try await scene.fetch(url).head.status == status)
    #expect(try await scene.fetch(url).head.status == status)
    #expect(try await scene.fetch(try await scene.link()).head.status == 200)
    #expect(try await scene.fetch(url).head.status == status)
  }

  @Test func `A range that is ignored`() async throws {
    let scene = try FaultScene(#"{"on": "media", "fault": "ignore-range"}"#)
    let url = try await scene.result()
    let answer = try await scene.fetch(url, ("Range", "bytes=100-"))
    #expect(answer.head.status == 200)
    #expect(answer.head.header("Content-Range") == nil)
    #expect(answer.body == PlainClip(seconds: 5).bytes)
  }

  @Test func `Another range than the one that was asked for`() async throws {
    let scene = try FaultScene(#"{"on": "media", "fault": "wrong-range"}"#)
    let url = try await scene.result()
    let whole = PlainClip(seconds: 5).bytes
    let answer = try await scene.fetch(url, ("Range", "bytes=100-"))
    #expect(answer.head.status == 206)
    #expect(
      answer.head.header("Content-Range") == "bytes 0-\(whole.count - 101)/\(whole.count)")
    #expect(answer.body == Array(whole.dropLast(100)))
  }

  @Test func `A result that is gone before its time`() async throws {
    let scene = try FaultScene(#"{"on": "get", "calls": 2, "fault": "expire-result"}"#)
    let url = try await scene.result()
    #expect(try await scene.fetch(url).head.status == 200)
    let task = try await scene.call("mine").json?["data"]
    #expect(task?["task_status"]?.string == "succeed")
    #expect(task?["task_result"]?["videos"] == [])
    #expect(try await scene.fetch(url).head.status == 404)
  }
}

/// Keeps what of a response arrived.
private final class KeepingSink: ResponseSink {
  private let state = Mutex((head: HTTPResponseHead?.none, bytes: [UInt8]()))

  var head: HTTPResponseHead? { state.withLock { $0.head } }
  var bytes: [UInt8] { state.withLock { $0.bytes } }

  func begin(_ head: HTTPResponseHead) { state.withLock { $0.head = head } }

  func receive(_ bytes: UnsafeRawBufferPointer) { state.withLock { $0.bytes += Array(bytes) } }
}
