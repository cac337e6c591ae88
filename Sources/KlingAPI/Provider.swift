/// A host that serves the API, and the environment variables that hold its keys.
package struct Provider: Hashable, Sendable {
  /// The value of `--provider`.
  package let name: String
  /// Where it answers unless `--base-url` says otherwise.
  package let baseURL: String
  /// Holds a static key.
  package let apiKeyVariable: String
  /// Hold a key pair, where the provider has such.
  package let keyPairVariables: KeyPairVariables?

  package struct KeyPairVariables: Hashable, Sendable {
    package let accessKey: String
    package let secretKey: String
  }

  /// The international service.
  package static let kling = Provider(
    name: "kling", baseURL: "https://api-singapore.klingai.com",
    apiKeyVariable: "KLING_API_KEY", keyPairVariables: klingKeyPair)
  /// The service for mainland China, whose accounts are separate.
  package static let klingChina = Provider(
    name: "kling-cn", baseURL: "https://api-beijing.klingai.com",
    apiKeyVariable: "KLING_API_KEY", keyPairVariables: klingKeyPair)
  /// CometAPI, a gateway with keys of its own.
  package static let comet = Provider(
    name: "comet", baseURL: "https://api.cometapi.com/kling",
    apiKeyVariable: "COMETAPI_KEY", keyPairVariables: nil)

  package static let all: [Provider] = [kling, klingChina, comet]

  private static let klingKeyPair = KeyPairVariables(
    accessKey: "KLING_ACCESS_KEY", secretKey: "KLING_SECRET_KEY")

  /// The variables in the order in which they are looked at.
  package var variables: [String] {
    [apiKeyVariable] + (keyPairVariables.map { [$0.accessKey, $0.secretKey] } ?? [])
  }

  /// Picks the credentials out of the environment: an API key wins over a key pair, and an empty
  /// variable counts as unset. `environment` gives the value of a variable.
  package func credentials(
    from environment: (String) -> String?
  ) throws(CredentialsError) -> Credentials {
    func key(_ variable: String) throws(CredentialsError) -> Secret? {
      guard let value = environment(variable), !value.isEmpty else { return nil }
      guard value.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
        throw .malformed(variable: variable)
      }
      return Secret(value)
    }

    if let apiKey = try key(apiKeyVariable) { return .apiKey(apiKey) }
    guard let pair = keyPairVariables else { throw .missing(variables: variables) }
    switch (try key(pair.accessKey), try key(pair.secretKey)) {
    case (let accessKey?, let secretKey?):
      return .keyPair(accessKey: accessKey, secretKey: secretKey)
    case (.some, nil): throw .incomplete(set: pair.accessKey, missing: pair.secretKey)
    case (nil, .some): throw .incomplete(set: pair.secretKey, missing: pair.accessKey)
    case (nil, nil): throw .missing(variables: variables)
    }
  }
}
