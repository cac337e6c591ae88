import Crypto

/// The key with which callbacks are signed, as the service's page about its callback protocol says.
package struct WebhookSecret: Hashable, Sendable {
  private static let prefix = "whsec_"
  private let key: [UInt8]

  /// Reads a secret, `whsec_` and base64; the prefix may be missing. Nothing where it is no base64.
  package init?(_ text: String) {
    let base64 = text.hasPrefix(Self.prefix) ? String(text.dropFirst(Self.prefix.count)) : text
    guard let key = Base64.decode(base64), !key.isEmpty else { return nil }
    self.key = key
  }

  /// The value of `webhook-signature`; the timestamp is in Unix seconds.
  func signature(id: String, timestamp: Int, body: [UInt8]) -> String {
    let message = Array("\(id).\(timestamp).".utf8) + body
    return "v1," + Base64.encode(HMACSHA256.authenticate(message: message, key: key))
  }
}
