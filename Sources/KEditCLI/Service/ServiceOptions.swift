import KEditEngine
import KlingAPI
import PlainText

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
    let named = try Self.named(arguments)
    self.provider = named.provider ?? .kling
    if let baseURL = named.baseURL {
      self.baseURL = baseURL
    } else {
      self.baseURL = try Self.baseURL(provider.baseURL)
    }
  }

  /// The service that the environment alone names; `nil` where what it says is unsound.
  init?(environment: Environment) {
    let arguments = Arguments(operands: [], given: [:], environment: environment)
    guard let options = try? ServiceOptions(arguments) else { return nil }
    self = options
  }

  /// The options that lead to the service where the environment names another one, or nothing sound.
  func options(beyond environment: ServiceOptions?) -> [String] {
    JournalScope(provider: provider.name, baseURL: baseURL.text, account: "")
      .options(beyond: environment)
  }

  /// What is said of the service, and nothing where nothing is.
  static func named(
    _ arguments: Arguments
  ) throws(CommandFailure) -> (provider: Provider?, baseURL: BaseURL?) {
    let url = try arguments.value(Self.baseURL)
    return (
      try arguments.value(Self.provider)?.provider,
      try url.map { text throws(CommandFailure) in try baseURL(text) }
    )
  }

  private static func baseURL(_ text: String) throws(CommandFailure) -> BaseURL {
    do throws(BaseURLError) {
      return try BaseURL(text)
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
        help: "or try it without a key: --simulate")
    }
  }
}
