/// The variables that hold a secret of the service's, which no other program has a use for.
enum CredentialVariables {
  private static let names: Set = [
    "KLING_API_KEY", "KLING_ACCESS_KEY", "KLING_SECRET_KEY", "KLING_WEBHOOK_SECRET",
    "COMETAPI_KEY",
  ]

  static func removed(from environment: [String: String]) -> [String: String] {
    environment.filter { !names.contains($0.key) }
  }
}
