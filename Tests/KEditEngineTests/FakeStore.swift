import KlingAPI
import Synchronization

/// Storage in memory, which answers each request for a file as its script says.
final class FakeStore: Transport {
  struct Answer: Sendable {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// How the transfer ends after the body; `nil` where it ends well.
    var end: TransportError?
  }

  private let script: @Sendable (_ index: Int, _ request: HTTPRequest) -> Answer
  private let seen = Mutex<[HTTPRequest]>([])

  /// `script` is asked with the number of the request, counted from 0.
  init(_ script: @escaping @Sendable (_ index: Int, _ request: HTTPRequest) -> Answer) {
    self.script = script
  }

  var requests: [HTTPRequest] { seen.withLock { $0 } }

  /// What was asked for, as `URL range, if-range`.
  var ranges: [String] {
    requests.map { request in
      (request.header("Range") ?? "all") + (request.header("If-Range").map { " if \($0)" } ?? "")
    }
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    throw .unsendable("files are streamed")
  }

  func stream(
    _ request: HTTPRequest, into sink: some ResponseSink
  ) async throws(TransportError) -> HTTPResponseHead {
    let index = seen.withLock { seen in
      seen.append(request)
      return seen.count - 1
    }
    let answer = script(index, request)
    let head = HTTPResponseHead(status: answer.status, headers: answer.headers)
    do {
      try sink.begin(head)
      var rest = answer.body[...]
      // In pieces, the first too short to be judged.
      var size = 7
      while !rest.isEmpty {
        try Array(rest.prefix(size)).withUnsafeBytes { try sink.receive($0) }
        rest = rest.dropFirst(size)
        size = 100_000
      }
    } catch {
      throw .sink("\(error)")
    }
    if let end = answer.end { throw end }
    return head
  }
}

extension HTTPRequest {
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The number in `Range: bytes=N-`; 0 without it.
  var firstByte: Int {
    header("Range").flatMap { Int($0.dropFirst("bytes=".count).dropLast()) } ?? 0
  }
}

extension FakeStore.Answer {
  /// The whole of a file, or the rest that is asked for, breaking off after `bytes` of it.
  static func file(
    _ media: [UInt8], _ request: HTTPRequest, headers: [(name: String, value: String)] = [],
    breakingAfter bytes: Int? = nil
  ) -> FakeStore.Answer {
    let first = request.firstByte
    let rest = Array(media[first...])
    let range =
      first > 0 ? [("Content-Range", "bytes \(first)-\(media.count - 1)/\(media.count)")] : []
    return FakeStore.Answer(
      status: first > 0 ? 206 : 200,
      headers: headers + range + [("Content-Length", String(rest.count))],
      body: Array(rest.prefix(bytes ?? rest.count)),
      end: bytes == nil ? nil : .interrupted("reset"))
  }

  static func status(
    _ status: Int, headers: [(name: String, value: String)] = [], text: String = ""
  ) -> FakeStore.Answer {
    FakeStore.Answer(status: status, headers: headers, body: Array(text.utf8))
  }
}
