import Crypto
import OrderedJSON

/// Makes links to files, signed and different each time, and tells its own from others.
///
/// Like those of the service, a link lives 30 days and is its own key.
struct LinkSigner: Sendable {
  /// A link that came back.
  struct Link: Sendable {
    let id: String
    /// Unix time in seconds.
    let expires: Int
  }

  static let lifetimeMilliseconds = TaskRecord.resultLifetimeMilliseconds

  let key: [UInt8]

  /// The URL of a file, for the host at which the request came in.
  func url(of name: String, host: String, now: Int) -> String {
    let id = randomBytes(8).hexadecimal
    let expires = (now + LinkSigner.lifetimeMilliseconds) / 1000
    let signature = signature(name, id, expires)
    return "http://\(host)\(Route.mediaPath)\(name)"
      + "?expires=\(expires)&link=\(id)&signature=\(signature)"
  }

  /// The link that a request for a file was made with; nothing where its signature is not sound.
  func link(of request: ServiceRequest, to name: String) -> Link? {
    func value(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
    guard let id = value("link"), let expires = value("expires").flatMap({ Int($0) }),
      let signature = value("signature"),
      constantTimeEquals(Array(signature.utf8), Array(self.signature(name, id, expires).utf8))
    else { return nil }
    return Link(id: id, expires: expires)
  }

  private func signature(_ name: String, _ id: String, _ expires: Int) -> String {
    let message = "\(name)\n\(id)\n\(expires)"
    return Array(HMACSHA256.authenticate(message: Array(message.utf8), key: key).prefix(16))
      .hexadecimal
  }
}
