import HTTPServer
import OrderedJSON

/// What comes back instead of an answer.
enum FaultReply: Hashable, Sendable {
  /// The connection is closed.
  case drop
  case envelope(status: Int, code: Int, message: String, retryAfter: Int?)
  /// A success whose `data.status` says that the video or the selection was rejected.
  case rejection(status: Int)
  /// The page of a gateway.
  case html(status: Int)
  /// Bytes that are no JSON and no text.
  case garbage
  case empty(status: Int)

  func response(requestID: String) -> ServiceResponse {
    switch self {
    case .drop:
      var response = ServiceResponse(status: 200, body: .bytes([]))
      response.fault = .drop
      return response
    case .envelope(let status, let code, let message, let retryAfter):
      var response = ServiceResponse.envelope(
        status: status, code: code, message: message, requestID: requestID)
      if let retryAfter { response.headers.append(.init("Retry-After", "\(retryAfter)")) }
      return response
    case .rejection(let status):
      return .envelope(
        requestID: requestID,
        data: ["status": .int(status), "session_id": "", "final_unit_deduction": "0"])
    case .html(let status):
      let page = "<html>\n<head><title>\(status)</title></head>\n<body>gateway</body>\n</html>\n"
      return ServiceResponse(
        status: status, headers: [.init("Content-Type", "text/html")],
        body: .bytes(Array(page.utf8)))
    case .garbage:
      let bytes = (0..<512).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 0xFE) }
      return ServiceResponse(
        status: 200, headers: [.init("Content-Type", "application/json")], body: .bytes(bytes))
    case .empty(let status):
      return ServiceResponse(status: status, body: .bytes([]))
    }
  }
}
