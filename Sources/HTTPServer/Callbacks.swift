internal import CMicroHTTPD

// The C functions that the library calls, on the thread of the connection. `context` is the
// server's core, kept alive by the server until every thread has been joined; `state` is the
// request's exchange, made in `receiveTarget` and let go of in `completeRequest`.

/// The first line of a request was read.
func receiveTarget(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  Unmanaged.passRetained(Exchange(target: String(cString: target))).toOpaque()
}

/// The head, a piece of the body, or the end of a request has come.
func handleRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer, _ path: UnsafePointer<CChar>,
  _ method: UnsafePointer<CChar>, _ version: UnsafePointer<CChar>, _ upload: UnsafePointer<CChar>?,
  _ uploadSize: UnsafeMutablePointer<Int>, _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>
) -> MHD_Result {
  guard let context, let exchange = state.pointee else { return .NO }
  let core = Unmanaged<HTTPServerCore>.fromOpaque(context).takeUnretainedValue()
  let goesOn = core.advance(
    Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue(), connection, method: method,
    piece: UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee))
  // All of the piece was taken.
  uploadSize.pointee = 0
  return goesOn ? .YES : .NO
}

/// A request has ended: answered, refused, or broken off.
func completeRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer,
  _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ code: MHD_RequestTerminationCode
) {
  guard let context, let pointer = state.pointee else { return }
  state.pointee = nil
  let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
  guard exchange.head != nil else { return }
  Unmanaged<HTTPServerCore>.fromOpaque(context).takeUnretainedValue().leave()
}

/// `context` is the array that is filled.
func visitHeader(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
  _ nameSize: Int, _ value: UnsafePointer<CChar>?, _ valueSize: Int
) -> MHD_Result {
  func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    String(
      decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self
    )
  }
  context?.assumingMemoryBound(to: [(name: String, value: String)].self)
    .pointee.append((text(name, nameSize), text(value, valueSize)))
  return .YES
}

/// `context` is the source of the body.
func readBody(
  _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>,
  _ capacity: Int
) -> Int {
  guard let context else { return endsInError }
  return Unmanaged<BodySource>.fromOpaque(context).takeUnretainedValue().read(
    at: Int(position), into: UnsafeMutableRawBufferPointer(start: buffer, count: capacity))
    ?? endsInError
}

/// `context` is the source of a body that nobody will read any more.
func releaseBody(_ context: UnsafeMutableRawPointer?) {
  if let context { Unmanaged<BodySource>.fromOpaque(context).release() }
}

/// `MHD_CONTENT_READER_END_WITH_ERROR`, a cast that is not imported: the connection is closed.
private let endsInError = -2
