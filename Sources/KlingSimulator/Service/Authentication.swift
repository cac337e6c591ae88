import Crypto
import OrderedJSON

/// Tells whose request it is, as the service's page about authentication has it: a static key or a
/// token signed with HS256, after the word `Bearer`.
struct Authentication {
  let accounts: [SimulatedAccount]

  /// The name of the account; a token's times are held against `now`, in Unix milliseconds.
  func account(of request: ServiceRequest, now: Int) throws(ServiceFault) -> String {
    guard let header = request.header("Authorization"), !header.isEmpty else {
      throw ServiceFault(.authorizationPresent, "the header Authorization is missing or empty")
    }
    let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw ServiceFault(.authorizationKnown, "Authorization must be the word Bearer and a token")
    }
    let token = String(parts[1])
    guard !token.isEmpty else {
      throw ServiceFault(.authorizationPresent, "the token in Authorization is empty")
    }
    if let account = accounts.first(where: { isAPIKey(token, of: $0) }) { return account.name }
    return try accountOfWebToken(token, now: now)
  }

  private func isAPIKey(_ token: String, of account: SimulatedAccount) -> Bool {
    account.apiKeys.contains { constantTimeEquals(Array($0.utf8), Array(token.utf8)) }
  }

  private func accountOfWebToken(_ token: String, now: Int) throws(ServiceFault) -> String {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let header = json(parts[0]), let claims = json(parts[1]),
      let signature = Base64URL.decode(parts[2])
    else { throw ServiceFault(.authorizationKnown, "the token is no known key and no JWT") }
    guard header["alg"]?.string == "HS256", header["typ"]?.string == "JWT" else {
      throw ServiceFault(.authorizationKnown, "the token's header must be HS256 and JWT")
    }
    guard let issuer = claims["iss"]?.string, let (account, secret) = secret(of: issuer) else {
      throw ServiceFault(.authorizationKnown, "the token's iss is no known access key")
    }
    let expected = HMACSHA256.authenticate(
      message: Array("\(parts[0]).\(parts[1])".utf8), key: Array(secret.utf8))
    guard constantTimeEquals(signature, expected) else {
      throw ServiceFault(.tokenSignature, "the token's signature does not match")
    }
    try checkTimes(claims, now: now)
    return account
  }

  private func checkTimes(_ claims: JSON, now: Int) throws(ServiceFault) {
    guard let end = claims["exp"]?.double, let start = claims["nbf"]?.double else {
      throw ServiceFault(.authorizationKnown, "the token needs exp and nbf, in Unix seconds")
    }
    let seconds = Double(now) / 1000
    guard seconds >= start else {
      throw ServiceFault(.tokenAlreadyValid, "the token is not valid yet (nbf)")
    }
    guard seconds < end else {
      throw ServiceFault(.tokenNotExpired, "the token has expired (exp)")
    }
  }

  private func json(_ part: String) -> JSON? {
    guard let bytes = Base64URL.decode(part) else { return nil }
    return try? JSON.parse(bytes)
  }

  private func secret(of accessKey: String) -> (account: String, secret: String)? {
    for account in accounts {
      if let pair = account.keyPairs.first(where: { $0.accessKey == accessKey }) {
        return (account.name, pair.secretKey)
      }
    }
    return nil
  }
}
