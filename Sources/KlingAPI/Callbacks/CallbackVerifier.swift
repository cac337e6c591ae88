/// Tells the service's own callbacks from everybody else's, by their signature (`api/platform.md`,
/// Callback).
///
/// A signature covers the id, the time and the body as it came, so that none of them can be changed;
/// the time keeps an old callback from being sent again later.
package struct CallbackVerifier: Sendable {
  /// What is computed elsewhere.
  package struct Functions: Sendable {
    let hmac: HMACFunction
    let decodeBase64: @Sendable (String) -> [UInt8]?
    /// Compares in a time that tells nothing of where the two differ.
    let areEqual: @Sendable ([UInt8], [UInt8]) -> Bool

    package init(
      hmac: @escaping HMACFunction, decodeBase64: @escaping @Sendable (String) -> [UInt8]?,
      areEqual: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
    ) {
      self.hmac = hmac
      self.decodeBase64 = decodeBase64
      self.areEqual = areEqual
    }
  }

  /// Why a callback is not the service's.
  package enum Refusal: Error, Hashable, Sendable {
    /// A header of the three is missing, or is no id, time or list of signatures.
    case malformed
    /// It was signed too long ago, or by a clock that goes far ahead.
    case stale
    /// None of the signatures is right.
    case wrongSignature
  }

  /// What the headers of a callback claim.
  package struct Claim: Hashable, Sendable {
    /// Of this callback, and the same where it is sent again.
    package let id: String
    /// When it was signed, as Unix time in seconds.
    package let timestamp: Int
    /// The time as it was signed, to the letter.
    fileprivate let timestampText: String
    fileprivate let signatures: [[UInt8]]
  }

  /// How far the clocks may differ, and a callback may be on its way, in seconds.
  package static let tolerance = 300
  /// Ids of the service are shorter by far; longer ones would fill the memory of those seen.
  private static let longestID = 256
  /// A service that changes its secret signs with the old and the new one.
  private static let mostSignatures = 8

  private let key: [UInt8]
  private let functions: Functions

  /// Takes a secret as the service shows it, `whsec_` and base64; the prefix may be missing.
  ///
  /// - Returns: `nil` where it is no such secret.
  package init?(secret: Secret, functions: Functions) {
    let prefix = "whsec_"
    let text = secret.text
    let base64 = text.utf8.starts(with: prefix.utf8) ? String(text.dropFirst(prefix.count)) : text
    guard let key = functions.decodeBase64(base64), !key.isEmpty else { return nil }
    self.key = key
    self.functions = functions
  }

  /// Reads the headers, before anything of the body is kept.
  ///
  /// - Parameters:
  ///   - header: the value of a header, by its name in lower case.
  ///   - now: Unix time in seconds.
  /// - Returns: what they claim, to be held against the body.
  /// - Throws: `malformed` or `stale`.
  package func claim(
    _ header: (String) -> String?, now: Int
  ) throws(Refusal) -> Claim {
    guard let id = header("webhook-id"), 1...Self.longestID ~= id.utf8.count,
      id.utf8.allSatisfy({ 0x21...0x7E ~= $0 }),
      let timestampText = header("webhook-timestamp"), timestampText.utf8.count <= 19,
      timestampText.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let timestamp = Int(timestampText),
      let list = header("webhook-signature")
    else { throw .malformed }
    let signatures = list.split(separator: " ").prefix(Self.mostSignatures).compactMap { entry in
      entry.utf8.starts(with: "v1,".utf8)
        ? functions.decodeBase64(String(entry.dropFirst(3))) : nil
    }
    guard !signatures.isEmpty else { throw .malformed }
    guard (now - Self.tolerance)...(now + Self.tolerance) ~= timestamp else { throw .stale }
    return Claim(
      id: id, timestamp: timestamp, timestampText: timestampText, signatures: signatures)
  }

  /// Holds the claim against the body as it came.
  package func check(_ claim: Claim, body: [UInt8]) throws(Refusal) {
    let signed = Array("\(claim.id).\(claim.timestampText).".utf8) + body
    let expected = functions.hmac(key, signed)
    var isRight = false
    // All of them, so that the time does not tell which one it was.
    for signature in claim.signatures where functions.areEqual(signature, expected) {
      isRight = true
    }
    guard isRight else { throw .wrongSignature }
  }
}
