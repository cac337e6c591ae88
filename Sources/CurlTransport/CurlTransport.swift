package import KlingAPI

/// HTTP over libcurl: one thread of its own drives all transfers, idle connections are used again.
///
/// libcurl sends a request again by itself when a connection it had kept turns out to be dead. A
/// GET may be repeated (RFC 9110, 9.2.2), so GETs use kept connections; every other request gets a
/// fresh one, on which libcurl never does that. Redirects are followed for GETs alone, to `http`
/// and `https`, and `Authorization` goes to no other host, port or scheme.
///
/// The thread is started, and libcurl loaded, by the first request.
package final class CurlTransport: Transport {
  private let loop: CurlLoop

  /// - Parameters:
  ///   - userAgent: the value of that header, for example `kedit/1.0`.
  ///   - connectTimeout: how long name resolution, TCP and TLS together may take.
  package init(userAgent: String, connectTimeout: Duration = .seconds(30)) {
    loop = CurlLoop(settings: CurlSettings(userAgent: userAgent, connectTimeout: connectTimeout))
  }

  deinit { loop.stop() }

  /// Ends every transfer (`.cancelled`) and the thread, and closes the connections; requests after
  /// it are `.cancelled`. The end of the object does the same.
  package func shutdown() { loop.stop() }

  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    try await exchange(request, destination: .memory)
  }

  package func stream(
    _ request: HTTPRequest, into sink: some ResponseSink
  ) async throws(TransportError) -> HTTPResponseHead {
    try await exchange(request, destination: .sink(sink)).head
  }

  private func exchange(
    _ request: HTTPRequest, destination: CurlTransfer.Destination
  ) async throws(TransportError) -> HTTPResponse {
    let id = loop.newID()
    defer { loop.forget(id) }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.submit(
          CurlLoop.Order(
            id: id, request: request, destination: destination, continuation: continuation))
      }
    } onCancel: {
      loop.cancel(id)
    }
    return try result.get()
  }
}
