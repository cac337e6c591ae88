package import HTTPServer
package import OrderedJSON

/// What the simulator answers: a piece of JSON in the service's envelope, or a file.
package struct ServiceResponse: Sendable {
  package enum Body: Hashable, Sendable {
    case bytes([UInt8])
    /// A file of the state folder, to be served with ranges.
    case file(path: String)
  }

  package var status: Int
  package var headers: [ServiceRequest.Field]
  package var body: Body
  /// How long it is held back.
  package var delay = Duration.zero
  /// How its delivery goes wrong.
  package var fault: HTTPServerResponse.Fault?

  package init(status: Int, headers: [ServiceRequest.Field] = [], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The body as JSON, where it is JSON.
  package var json: JSON? {
    guard case .bytes(let bytes) = body else { return nil }
    return try? JSON.parse(bytes)
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension ServiceResponse {
  /// The header that names the broken rule.
  package static let ruleHeader = "X-Simulator-Rule"

  /// `{code, message, request_id, data}`, the envelope of every answer of the API.
  static func envelope(
    status: Int = 200, code: Int = 0, message: String = "SUCCEED", requestID: String,
    data: JSON? = nil, rule: ServiceRule? = nil
  ) -> ServiceResponse {
    var object: JSONObject = [
      "code": .int(code), "message": .string(message), "request_id": .string(requestID),
    ]
    object["data"] = data
    var headers = [ServiceRequest.Field("Content-Type", "application/json")]
    if let rule { headers.append(.init(ruleHeader, rule.rawValue)) }
    return ServiceResponse(
      status: status, headers: headers, body: .bytes(JSON.object(object).bytes()))
  }

  static func refusal(_ fault: ServiceFault, requestID: String) -> ServiceResponse {
    let answer = fault.rule.answer
    return envelope(
      status: answer.status, code: answer.code, message: fault.message, requestID: requestID,
      rule: fault.rule)
  }

  /// Something that no request can be blamed for.
  static func failure(_ error: any Error, requestID: String) -> ServiceResponse {
    envelope(
      status: 500, code: 5000, message: "the simulator failed: \(error)", requestID: requestID)
  }

  static func text(_ status: Int, _ text: String) -> ServiceResponse {
    ServiceResponse(
      status: status, headers: [.init("Content-Type", "text/plain; charset=utf-8")],
      body: .bytes(Array((text + "\n").utf8)))
  }
}
