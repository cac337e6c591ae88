import KlingAPI
import PlainText
import SQLiteJournal

/// Which service is talked to, and as whom.
struct ServiceOptions: Sendable {
  private enum ProviderName: String, CaseIterable, Sendable {
    case kling
    case klingChina = "kling-cn"
    case comet

    var provider: Provider {
      switch self {
      case .kling: .kling
      case .klingChina: .klingChina
      case .comet: .comet
      }
    }
  }

  private static let provider = Option<ProviderName>.choice(
    "provider", placeholder: "NAME", help: "Whose service is used.", defaultValue: .kling)
  private static let baseURL = Option<String>.text(
    "base-url", placeholder: "URL", help: "Where the service answers; may have a path.",
    defaultText: "the provider's")

  static let all = [provider.declaration, baseURL.declaration]

  let provider: Provider
  let baseURL: BaseURL

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.provider = try arguments.value(Self.provider)?.provider ?? .kling
    let text = try arguments.value(Self.baseURL) ?? provider.baseURL
    do throws(BaseURLError) {
      self.baseURL = try BaseURL(text)
    } catch {
      throw .usage("'\(harmless(text))' cannot be the base URL: \(error)")
    }
  }

  /// Whose tasks these are, as the journal keeps them apart.
  func scope(of credentials: Credentials) -> JournalScope {
    let account = hexadecimalSHA256(credentials.accountKey.bytes)
    return JournalScope(
      provider: provider.name, baseURL: baseURL.text, account: String(account.prefix(16)))
  }

  /// The keys, from the environment and from nowhere else.
  ///
  /// - Throws: a failure that a person must act upon, naming the variables.
  func credentials(_ environment: Environment) throws(CommandFailure) -> Credentials {
    do throws(CredentialsError) {
      return try provider.credentials { environment[$0] }
    } catch {
      throw CommandFailure(
        .personMustAct, error.description,
        help: "or try it without a key: kedit run FILE --simulate")
    }
  }
}
