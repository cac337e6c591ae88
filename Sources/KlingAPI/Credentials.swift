/// What proves to the service who calls.
package enum Credentials: Hashable, Sendable {
  /// A static key, sent as it is. A 401 with it is final.
  case apiKey(Secret)
  /// A key pair, of which short-lived tokens are signed.
  case keyPair(accessKey: Secret, secretKey: Secret)

  /// What names the account: the journal keeps a hash of it, never the key.
  package var accountKey: Secret {
    switch self {
    case .apiKey(let key): key
    case .keyPair(let accessKey, _): accessKey
    }
  }
}

/// Why there are no credentials; names variables, never their values.
package enum CredentialsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// None of them is set.
  case missing(variables: [String])
  /// Half of a key pair is set.
  case incomplete(set: String, missing: String)
  /// The value holds what no key holds: blanks, line ends or characters beyond ASCII.
  case malformed(variable: String)

  package var description: String {
    switch self {
    case .missing(let variables):
      "no credentials: set \(variables[0])"
        + (variables.count == 3 ? ", or \(variables[1]) with \(variables[2])" : "")
    case .incomplete(let set, let missing): "\(set) is set, but \(missing) is not"
    case .malformed(let variable):
      "\(variable) is not a key: it holds a blank, a line end or a character beyond ASCII"
    }
  }
}
