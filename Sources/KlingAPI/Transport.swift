/// One HTTP request, as the transport is to send it: nothing is added to it but what HTTP demands.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
  }

  /// What is sent as the body.
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// The content of a file, read while it is sent; `size` in bytes.
    case file(path: String, size: Int)
  }

  package var method: Method
  /// An absolute `http` or `https` URL.
  package var url: String
  /// In order. No transport sends `Authorization` to another host than the URL's.
  package var headers: [(name: String, value: String)]
  package var body: Body
  /// How long the whole exchange may take.
  package var timeout: Duration
  /// How long nothing of a body need move before the exchange counts as timed out, in whole seconds;
  /// `nil` where only `timeout` ends it. For what is large, and may take long as long as it moves.
  package var stallTimeout: Duration?
  /// A longer response body is an error (`TransportError.tooLarge`).
  package var maximumResponseBytes: Int
  /// How many redirects are followed: 0 for calls of the API, a few for downloads.
  package var maximumRedirects: Int

  package init(
    _ method: Method, _ url: String, headers: [(name: String, value: String)] = [],
    body: Body = .none, timeout: Duration = .seconds(60), stallTimeout: Duration? = nil,
    maximumResponseBytes: Int = 64 << 20, maximumRedirects: Int = 0
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.stallTimeout = stallTimeout
    self.maximumResponseBytes = maximumResponseBytes
    self.maximumRedirects = maximumRedirects
  }
}

/// Status and headers of a response.
package struct HTTPResponseHead: Sendable {
  package var status: Int
  /// In the order in which they came, of the last response where redirects were followed.
  package var headers: [(name: String, value: String)]

  package init(status: Int, headers: [(name: String, value: String)]) {
    self.status = status
    self.headers = headers
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// A whole response.
package struct HTTPResponse: Sendable {
  package var head: HTTPResponseHead
  package var body: [UInt8]

  package init(head: HTTPResponseHead, body: [UInt8]) {
    self.head = head
    self.body = body
  }
}

/// Why there is no response.
package enum TransportError: Error, Hashable, Sendable {
  /// The host could not be reached: nothing was sent. The text says why, in the library's words.
  case unreachable(String)
  /// The exchange broke off after the request may have arrived: what became of it is unknown.
  case interrupted(String)
  /// The time allowed ran out. Nothing arrived if `connected` is false, else that is unknown.
  case timedOut(connected: Bool)
  /// The body is longer than was allowed.
  case tooLarge(limit: Int)
  /// The server's certificate or the TLS handshake was not accepted; nothing was sent.
  case insecure(String)
  /// The request itself cannot be sent: a malformed URL, a file that cannot be read.
  case unsendable(String)
  /// The sink of a download threw; its text.
  case sink(String)
  /// The task was cancelled.
  case cancelled
}

/// Where the body of a response goes while it arrives, on a thread of the transport's.
package protocol ResponseSink: Sendable {
  /// Called once, before the first byte of the body. Throwing ends the transfer.
  func begin(_ head: HTTPResponseHead) throws
  /// Called for each piece, in order. Throwing ends the transfer.
  func receive(_ bytes: UnsafeRawBufferPointer) throws
}

/// What carries requests: libcurl in the program, a script in tests.
///
/// A transport never sends a POST or PUT twice by itself, whatever happens to the connection: a
/// repeated create would be paid twice (`api/multi-elements.md`, ruling 9). Redirects are followed
/// for GETs alone, for the same reason.
package protocol Transport: Sendable {
  /// Sends a request and collects the response, whatever its status.
  ///
  /// - Throws: `TransportError`; `.cancelled` soon after the calling task is cancelled.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse

  /// Sends a request and hands the body of the response to `sink` as it comes, whatever the status.
  ///
  /// - Returns: status and headers, after the last byte.
  /// - Throws: `TransportError`; `.interrupted` where the body was shorter than announced.
  func stream(
    _ request: HTTPRequest, into sink: some ResponseSink
  ) async throws(TransportError) -> HTTPResponseHead
}
