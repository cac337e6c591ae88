import Synchronization

/// Gives each call its bearer token, and keeps a signed one as long as it is fresh.
final class Authorizer: Sendable {
  private let credentials: Credentials
  private let hmac: HMACFunction
  private let unixSeconds: @Sendable () -> Int
  private let signed = Mutex<WebToken?>(nil)

  init(
    _ credentials: Credentials, hmac: @escaping HMACFunction,
    unixSeconds: @escaping @Sendable () -> Int
  ) {
    self.credentials = credentials
    self.hmac = hmac
    self.unixSeconds = unixSeconds
  }

  /// Whether a refused token can be replaced by one that is signed anew.
  var canSignAgain: Bool {
    if case .keyPair = credentials { true } else { false }
  }

  /// The token to send, other than `refused`, which was answered by 401 and must not be used again.
  /// Another call may have replaced it in the meantime; then that one serves.
  func token(replacing refused: String? = nil) -> String {
    switch credentials {
    case .apiKey(let key): return key.text
    case .keyPair(let accessKey, let secretKey):
      let now = unixSeconds()
      return signed.withLock { signed in
        if let token = signed, token.isFresh(at: now), token.text.text != refused {
          return token.text.text
        }
        let token = WebToken(accessKey: accessKey, secretKey: secretKey, now: now, hmac: hmac)
        signed = token
        return token.text.text
      }
    }
  }

  /// A shorter key is no key of any service, and blanking it would riddle every message.
  private static let shortestSecret = 6

  /// The text with every key and token of this account blanked.
  func blanked(_ text: String) -> String {
    var secrets: [String] = []
    switch credentials {
    case .apiKey(let key): secrets.append(key.text)
    case .keyPair(let accessKey, let secretKey):
      secrets += [accessKey.text, secretKey.text]
      if let token = signed.withLock({ $0 }) { secrets.append(token.text.text) }
    }
    return secrets.reduce(text) { text, secret in
      secret.count < Self.shortestSecret ? text : text.replacing(secret, with: "(secret)")
    }
  }
}
