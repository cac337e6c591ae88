/// What is sent back, how soon, and how badly.
package struct HTTPServerResponse: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// A file as it is on disk, with `Range`, `If-Range`, `ETag` and `Last-Modified`: the status is
    /// then 206 or 416 where the request asks for it, and 404 where the file is not there.
    case file(path: String)
  }

  /// How an answer goes wrong, for those who must learn to live with it.
  package enum Fault: Hashable, Sendable {
    /// The work is done, and the connection is closed without an answer.
    case drop
    /// The whole length is announced, and the connection closed after that many bytes, or after
    /// half of them.
    case truncate(after: Int?)
    /// Only that many bytes are announced and sent, or half of them, as if that were all.
    case shorten(to: Int?)
    /// That many bytes are sent at a time, each after a pause.
    case trickle(bytes: Int, pause: Duration)
    /// A file is sent whole, whatever range was asked for.
    case ignoreRange
    /// The range that was asked for is answered with as many bytes of the file's beginning, and the
    /// head says so.
    case wrongRange
  }

  /// 200…599.
  package var status: Int
  /// Besides those that are written anyway: Date, Content-Length, Connection. One whose name or
  /// value cannot stand in a head makes the answer a 500.
  package var headers: [(name: String, value: String)]
  package var body: Body
  /// How long the answer is held back after the handler made it; other requests do not wait.
  package var delay: Duration
  package var fault: Fault?

  package init(
    status: Int, headers: [(name: String, value: String)] = [], body: Body = .bytes([]),
    delay: Duration = .zero, fault: Fault? = nil
  ) {
    precondition(200..<600 ~= status, "\(status) is no status of a whole answer")
    self.status = status
    self.headers = headers
    self.body = body
    self.delay = delay
    self.fault = fault
  }

  /// Bytes of a media type, such as `application/json`.
  package static func bytes(
    _ bytes: [UInt8], type: String, status: Int = 200
  ) -> HTTPServerResponse {
    HTTPServerResponse(status: status, headers: [("Content-Type", type)], body: .bytes(bytes))
  }

  /// A file of a media type, such as `video/mp4`.
  package static func file(_ path: String, type: String) -> HTTPServerResponse {
    HTTPServerResponse(status: 200, headers: [("Content-Type", type)], body: .file(path: path))
  }

  /// A line of text that says what the status means.
  package static func text(_ text: String, status: Int) -> HTTPServerResponse {
    .bytes(Array("\(text)\n".utf8), type: "text/plain; charset=utf-8", status: status)
  }
}
