import KEditEngine
import KlingAPI

/// Which accounts of a journal are meant.
struct ScopeFilter: Sendable {
  /// `nil` for any.
  private let provider: String?
  private let baseURL: String?

  static let everything = ScopeFilter(provider: nil, baseURL: nil)

  private init(provider: String?, baseURL: String?) {
    self.provider = provider
    self.baseURL = baseURL
  }

  init(_ arguments: Arguments) throws(CommandFailure) {
    let named = try ServiceOptions.named(arguments)
    self.init(provider: named.provider?.name, baseURL: named.baseURL?.text)
  }

  func takes(_ scope: JournalScope) -> Bool {
    provider.map { $0 == scope.provider } ?? true
      && baseURL.map { $0.utf8.elementsEqual(scope.baseURL.utf8) } ?? true
  }
}
