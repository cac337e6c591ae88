/// A request on its way through the service.
struct ServiceCall: Sendable {
  let request: ServiceRequest
  /// The `request_id` of the answer.
  let id: String
  /// When it came, Unix time in milliseconds.
  let now: Int
  /// What goes wrong with it.
  let faults: CallFaults
  let links: LinkSigner

  /// Two images of 10 MB in base64 fit with room to spare.
  static let maximumBodyBytes = 32 << 20
  static let bodyFault = ServiceFault(
    .bodySize, "the body has more than \(maximumBodyBytes) bytes")

  /// The body's members.
  ///
  /// - Throws: `ServiceFault` where the body is not announced as JSON, or is none.
  func fields(known: Set<String>) throws(ServiceFault) -> RequestFields {
    let type = request.header("Content-Type") ?? ""
    let mediaType = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    guard mediaType == "application/json" else {
      throw ServiceFault(
        .contentTypeJSON, "Content-Type must be application/json, it is '\(type)'")
    }
    guard request.bytes.count <= ServiceCall.maximumBodyBytes else {
      throw ServiceCall.bodyFault
    }
    return try RequestFields(body: request.bytes, known: known)
  }

  /// A new link to a file of the media folder, on the address at which the request came in.
  func url(ofMedia name: String) -> String {
    links.url(of: name, host: request.header("Host") ?? "127.0.0.1", now: now)
  }
}
