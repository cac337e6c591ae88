import OrderedJSON
import PlainText

/// A response taken apart: the envelope, and whether it means success.
struct Answer {
  let status: Int
  /// `nil` where the body has none: a gateway's page, an empty body.
  let code: Int?
  let message: String
  let requestID: String?
  let data: JSON?
  let retryAfter: Duration?
  /// What is wrong with the body, where it is no envelope.
  let fault: String?
  /// Takes the secrets out of a text that came from outside.
  let blank: @Sendable (String) -> String

  /// `now` is Unix time in seconds.
  init(
    _ response: HTTPResponse, now: Int, blanking blank: @escaping @Sendable (String) -> String
  ) {
    self.blank = blank
    status = response.head.status
    retryAfter = response.head.header("Retry-After").flatMap {
      RetryAfter.duration($0, now: now)
    }
    var fault: MalformedAnswer?
    var envelope: FieldReader?
    var code: Int?
    do {
      let reader = try FieldReader(try JSON.parse(response.body), path: "the answer")
      envelope = reader
      code = try reader.int("code")
    } catch let error as MalformedAnswer {
      fault = error
    } catch {
      fault = Self.describe(response)
    }
    self.fault = fault?.description(blanking: blank)
    self.code = code
    message = (try? envelope?.optionalText("message")).map { harmless(blank($0), limit: 300) } ?? ""
    requestID = (try? envelope?.optionalText("request_id")).map { harmless(blank($0), limit: 100) }
    data = envelope?.value["data"]
  }

  /// What a body that is no JSON seems to be.
  private static func describe(_ response: HTTPResponse) -> MalformedAnswer {
    if (300..<400).contains(response.head.status) {
      return MalformedAnswer(
        "redirected elsewhere, which no call follows (is the base URL right?)",
        found: response.head.header("Location"))
    }
    if response.body.isEmpty { return MalformedAnswer("the answer is empty") }
    let text = String(decoding: response.body.prefix(4096), as: UTF8.self)
    let start = text.drop(while: \.isWhitespace).prefix(9).lowercased()
    if start.hasPrefix("<html") || start.hasPrefix("<!doctype") {
      return MalformedAnswer(
        "the answer is a web page (is the base URL right?)", found: title(of: text).map(String.init)
      )
    }
    return MalformedAnswer("the answer is not JSON", found: text)
  }

  private static func title(of page: String) -> Substring? {
    guard let start = page.firstRange(of: "<title>"),
      let end = page[start.upperBound...].firstRange(of: "</title>")
    else { return nil }
    return page[start.upperBound..<end.lowerBound]
  }

  /// What stops the call from being a success, by status and code; `nil` where nothing does.
  ///
  /// A known code decides, whatever the HTTP status; then the status does.
  func failure(of endpoint: Endpoint) -> KlingError? {
    if 200..<300 ~= status, code == 0 { return nil }
    let kind = code.flatMap { Self.kind(ofCode: $0, for: endpoint) } ?? kindByStatus(for: endpoint)
    return error(kind, endpoint)
  }

  func error(
    _ kind: KlingError.Kind, _ endpoint: Endpoint, _ message: String? = nil
  ) -> KlingError {
    KlingError(
      kind: kind, step: endpoint.step, status: status, code: code,
      message: message ?? fault ?? self.message, requestID: requestID, retryAfter: retryAfter)
  }

  /// The error of an answer that cannot be read, which is as good as a lost one.
  func error(_ malformed: MalformedAnswer, _ endpoint: Endpoint) -> KlingError {
    error(Self.lost(endpoint), endpoint, malformed.description(blanking: blank))
  }

  /// The table of `api/platform.md`; `nil` for success and for codes that it does not have.
  private static func kind(ofCode code: Int, for endpoint: Endpoint) -> KlingError.Kind? {
    switch code {
    case 1000...1004: .authentication
    case 1100...1103, 1304: .personMustAct
    case 1201, 1203: if case .task = endpoint { .notFound } else { .refused }
    case 1200, 1202, 1300, 1301: .refused
    case 1302, 1303: .throttled
    case 5000...5002: lost(endpoint)
    default: nil
    }
  }

  private func kindByStatus(for endpoint: Endpoint) -> KlingError.Kind {
    switch status {
    case 401: .authentication
    case 403: .personMustAct
    case 408, 425, 500...: Self.lost(endpoint)
    case 429: .transient
    case 300..<500: .refused
    // A success without an envelope, or with a code that no table has.
    default: fault == nil ? .refused : Self.lost(endpoint)
    }
  }

  /// What a call is whose effect is not known.
  static func lost(_ endpoint: Endpoint) -> KlingError.Kind {
    endpoint.isRepeatable ? .transient : .ambiguous
  }
}
