import CCurl
import KlingAPI

/// One request on its way: the easy handle, what it points into, and what has come back so far.
///
/// Lives on the loop's thread. libcurl holds an unretained pointer to it, so it has to stay in the
/// driver's table as long as the handle is in the multi handle.
final class CurlTransfer {
  enum Destination: Sendable {
    case memory
    case sink(any ResponseSink)
  }

  let order: CurlLoop.Order
  let library: CurlLibrary
  let easy: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let reader: RequestBodyReader
  private var parser = ResponseHeadParser()
  private var body: [UInt8] = []
  private var received = 0
  private var hasBegun = false
  /// Why one of our own callbacks ended the transfer.
  private var failure: TransportError?

  /// Prepares the handle.
  ///
  /// - Throws: `.unsendable` where the request cannot be put on the wire as it is.
  init(
    _ order: CurlLoop.Order, settings: CurlSettings, library: CurlLibrary
  ) throws(TransportError) {
    try order.request.validate()
    reader = try RequestBodyReader(order.request.body)
    guard let easy = kedit_curl_easy_init(library.functions) else {
      throw .unsendable("libcurl gives no handle")
    }
    self.order = order
    self.library = library
    self.easy = easy
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try configure(settings)
  }

  deinit {
    kedit_curl_easy_cleanup(library.functions, easy)
    kedit_curl_list_free(library.functions, headerList)
    errorText.deallocate()
  }

  private func configure(_ settings: CurlSettings) throws(TransportError) {
    var options = CurlOptions(library: library, easy: easy)
    options.setErrorBuffer(errorText)
    options.setConnection(settings)
    options.setRequest(order.request, bodySize: reader.size)
    let context = Unmanaged.passUnretained(self).toOpaque()
    options.setCallbacks(
      header: { bytes, size, count, context in
        CurlTransfer.at(context).receiveHeader(
          UnsafeRawBufferPointer(start: bytes, count: size * count))
      },
      write: { bytes, size, count, context in
        CurlTransfer.at(context).receiveBody(
          UnsafeRawBufferPointer(start: bytes, count: size * count))
      },
      read: { bytes, size, count, context in
        CurlTransfer.at(context).giveBody(
          UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
      }, context: context)
    headerList = options.setHeaders(order.request.headerLines)
    if let failure = options.failure { throw failure }
  }

  private static func at(_ context: UnsafeMutableRawPointer) -> CurlTransfer {
    Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  }

  /// What became of it, once libcurl is done with it.
  func result(_ code: CURLcode) -> Result<HTTPResponse, TransportError> {
    if code == CURLE_OK && !parser.isComplete {
      failure = failure ?? .interrupted("the response ends before its head does")
    }
    if code == CURLE_OK && failure == nil { begin() }
    if let failure { return .failure(failure) }
    if code == CURLE_OK { return .success(HTTPResponse(head: parser.head, body: body)) }
    let text = String(cString: errorText)
    return .failure(
      TransportError(
        code, text: text.isEmpty ? library.text(code) : text, wasSent: wasSent,
        wasAnswered: parser.isComplete))
  }

  /// Whether a part of the request may have left this machine.
  private var wasSent: Bool {
    var bytes = 0
    var microseconds: curl_off_t = 0
    let codes = [
      kedit_curl_get_long(library.functions, easy, CURLINFO_REQUEST_SIZE, &bytes),
      kedit_curl_get_offset(
        library.functions, easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds),
    ]
    return codes != [CURLE_OK, CURLE_OK] || bytes > 0 || microseconds > 0
  }

  // MARK: What libcurl calls; anything but the number of bytes ends the transfer

  private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
    if hasBegun { return line.count }
    parser.receive(line)
    if parser.isTooLong {
      failure = .interrupted("the head of the response is longer than any sound one")
      return 0
    }
    return line.count
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    received += bytes.count
    if received > order.request.maximumResponseBytes || announcedTooMuch {
      failure = .tooLarge(limit: order.request.maximumResponseBytes)
      return 0
    }
    begin()
    if failure != nil { return 0 }
    switch order.destination {
    case .memory:
      body.append(contentsOf: bytes)
    case .sink(let sink):
      do { try sink.receive(bytes) } catch { failure = .sink("\(error)") }
    }
    return failure == nil ? bytes.count : 0
  }

  private func giveBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    do throws(TransportError) {
      return try reader.read(into: buffer)
    } catch {
      failure = error
      return Int(CURL_READFUNC_ABORT)
    }
  }

  private var announcedTooMuch: Bool {
    var length: curl_off_t = -1
    let code = kedit_curl_get_offset(
      library.functions, easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
    return code == CURLE_OK && Int(length) > order.request.maximumResponseBytes
  }

  /// Shows the head to the sink: with the first byte of the body, or at the end where there is none.
  private func begin() {
    if hasBegun { return }
    hasBegun = true
    if case .sink(let sink) = order.destination {
      do { try sink.begin(parser.head) } catch { failure = .sink("\(error)") }
    }
  }
}
