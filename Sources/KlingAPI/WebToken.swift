import OrderedJSON

/// The HMAC-SHA256 of a message under a key; the implementation comes from outside.
package typealias HMACFunction = @Sendable (_ key: [UInt8], _ message: [UInt8]) -> [UInt8]

/// The JSON Web Token (RFC 7519, HS256) that a key pair signs.
package struct WebToken: Sendable {
  /// How long a token is good for.
  package static let lifetime = 1800
  /// How far before the signing it begins to be good, for clocks that differ a little.
  package static let leeway = 5

  /// Goes into the `Authorization` header.
  let text: Secret
  /// Unix time of the signing, in seconds.
  let signedAt: Int

  package init(accessKey: Secret, secretKey: Secret, now: Int, hmac: HMACFunction) {
    let header: JSON = ["alg": "HS256", "typ": "JWT"]
    let claims: JSON = [
      "iss": .string(accessKey.text), "exp": .int(now + Self.lifetime),
      "nbf": .int(now - Self.leeway),
    ]
    let signed = base64URL(header.bytes()) + "." + base64URL(claims.bytes())
    self.text = Secret(signed + "." + base64URL(hmac(secretKey.bytes, Array(signed.utf8))))
    self.signedAt = now
  }

  /// Whether a call that starts now is sure to end before the token does: it has two thirds of its
  /// life left to go, and the clock was not set back behind its signing.
  func isFresh(at now: Int) -> Bool {
    signedAt...(signedAt + Self.lifetime / 3) ~= now
  }
}

/// Base64 with the URL alphabet and without padding (RFC 4648, section 5).
func base64URL(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  var encoded: [UInt8] = []
  encoded.reserveCapacity((bytes.count * 4 + 2) / 3)
  var buffer: UInt32 = 0
  var bits = 0
  for byte in bytes {
    buffer = buffer << 8 | UInt32(byte)
    bits += 8
    while bits >= 6 {
      bits -= 6
      encoded.append(alphabet[Int(buffer >> UInt32(bits) & 0x3F)])
    }
  }
  if bits > 0 { encoded.append(alphabet[Int(buffer << UInt32(6 - bits) & 0x3F)]) }
  return String(decoding: encoded, as: UTF8.self)
}
