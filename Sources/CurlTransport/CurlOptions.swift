import CCurl
import KlingAPI

/// Sets options on an easy handle and keeps the first refusal, so that none goes unnoticed.
struct CurlOptions {
  let library: CurlLibrary
  let easy: UnsafeMutableRawPointer
  private(set) var failure: TransportError?

  init(library: CurlLibrary, easy: UnsafeMutableRawPointer) {
    self.library = library
    self.easy = easy
  }

  private mutating func check(_ code: CURLcode) {
    if code == CURLE_OK || failure != nil { return }
    failure = .unsendable("libcurl: \(library.text(code))")
  }

  private mutating func set(_ option: CURLoption, _ value: Int) {
    check(kedit_curl_set_long(library.functions, easy, option, value))
  }

  private mutating func set(_ option: CURLoption, _ value: String) {
    check(kedit_curl_set_string(library.functions, easy, option, value))
  }

  private mutating func set(_ option: CURLoption, _ value: Duration) {
    set(option, value.curlMilliseconds)
  }

  private mutating func set(_ option: CURLoption, size: Int) {
    check(kedit_curl_set_offset(library.functions, easy, option, curl_off_t(size)))
  }

  mutating func setErrorBuffer(_ buffer: UnsafeMutablePointer<CChar>) {
    check(kedit_curl_set_error_buffer(library.functions, easy, buffer))
  }

  /// What is the same for all requests of a transport.
  mutating func setConnection(_ settings: CurlSettings) {
    // Without it libcurl would set alarms and signal handlers for the whole process.
    set(CURLOPT_NOSIGNAL, 1)
    check(kedit_curl_set_http_only(library.functions, easy))
    // One request a connection at a time: nothing of HTTP/2's is needed, and its refused streams
    // are sent again by libcurl.
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout)
    set(CURLOPT_USERAGENT, settings.userAgent)
    set(CURLOPT_NOPROXY, settings.hostsWithoutProxy)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    // The path as it is written: signed URLs do not survive the removal of dot segments.
    set(CURLOPT_PATH_AS_IS, 1)
    // A request that ends while its host is being looked up must not hold up all others until the
    // resolver's thread is done. Older than 7.87, libcurl does not know it, and they wait.
    let code = kedit_curl_set_long(library.functions, easy, CURLOPT_QUICK_EXIT, 1)
    if code != CURLE_UNKNOWN_OPTION { check(code) }
  }

  /// What the request itself says, but for headers.
  mutating func setRequest(_ request: HTTPRequest, bodySize: Int) {
    set(CURLOPT_URL, request.url)
    set(CURLOPT_TIMEOUT_MS, request.timeout)
    if let stall = request.stallTimeout {
      set(CURLOPT_LOW_SPEED_LIMIT, 1)
      set(CURLOPT_LOW_SPEED_TIME, max(1, Int(stall.components.seconds)))
    }
    switch request.method {
    case .get:
      set(CURLOPT_HTTPGET, 1)
      set(CURLOPT_FOLLOWLOCATION, request.maximumRedirects > 0 ? 1 : 0)
      set(CURLOPT_MAXREDIRS, max(0, request.maximumRedirects))
    case .post:
      set(CURLOPT_POST, 1)
      set(CURLOPT_POSTFIELDSIZE_LARGE, size: bodySize)
      // libcurl repeats a request only where a connection was used again.
      set(CURLOPT_FRESH_CONNECT, 1)
    case .put:
      set(CURLOPT_UPLOAD, 1)
      set(CURLOPT_INFILESIZE_LARGE, size: bodySize)
      set(CURLOPT_FRESH_CONNECT, 1)
    }
  }

  mutating func setCallbacks(
    header: kedit_curl_callback, write: kedit_curl_callback, read: kedit_curl_callback,
    context: UnsafeMutableRawPointer
  ) {
    let callbacks = [
      (CURLOPT_HEADERFUNCTION, header, CURLOPT_HEADERDATA),
      (CURLOPT_WRITEFUNCTION, write, CURLOPT_WRITEDATA),
      (CURLOPT_READFUNCTION, read, CURLOPT_READDATA),
    ]
    for (function, callback, data) in callbacks {
      check(
        kedit_curl_set_callback(library.functions, easy, function, callback, data, context))
    }
  }

  /// - Returns: the list, to be freed after the handle.
  mutating func setHeaders(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = kedit_curl_list_append(library.functions, list, line) else {
        check(CURLE_OUT_OF_MEMORY)
        break
      }
      list = longer
    }
    check(kedit_curl_set_list(library.functions, easy, CURLOPT_HTTPHEADER, list))
    return list
  }
}

extension Duration {
  /// At least 1, for 0 means "for ever"; at most what fits libcurl's own arithmetic.
  fileprivate var curlMilliseconds: Int {
    let longest = Duration.seconds(2_000_000)
    let duration = self < .milliseconds(1) ? .milliseconds(1) : self > longest ? longest : self
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
