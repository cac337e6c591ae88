/// Whose tasks a journal is about.
package struct JournalScope: Hashable, Sendable {
  /// The name of the provider.
  package let provider: String
  package let baseURL: String
  /// Sixteen hexadecimal digits of the SHA-256 of the key: enough to tell accounts apart, and of no
  /// other use.
  package let account: String

  package init(provider: String, baseURL: String, account: String) {
    self.provider = provider
    self.baseURL = baseURL
    self.account = account
  }
}
