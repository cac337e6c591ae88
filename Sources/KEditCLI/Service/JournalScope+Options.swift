import KEditEngine
import KlingAPI

extension JournalScope {
  /// Nobody's: what is simulated has no account.
  static let simulator = JournalScope(provider: "simulator", baseURL: "", account: "")

  /// The options that lead to the service where those that the environment names do not;
  /// `environment` is `nil` where they are unsound.
  func options(beyond environment: ServiceOptions?) -> [String] {
    guard let environment, environment.baseURL.text.utf8.elementsEqual(baseURL.utf8),
      environment.provider.name == provider
    else {
      let own = Provider.all.first { $0.name == provider }
      // A variable for the address counts whatever the provider.
      let isPlain = environment.map { $0.baseURL.text == $0.provider.baseURL } ?? false
      return ["--provider", provider]
        + (isPlain && own?.baseURL == baseURL ? [] : ["--base-url", shellWord(baseURL)])
    }
    return []
  }

  /// The account as a person is told of it.
  var words: String {
    if self == .simulator { return "the simulator" }
    let known = Provider.all.first { $0.name == provider }
    let place = known?.baseURL == baseURL ? "" : " at \(baseURL)"
    return "\(provider)\(place), account \(account)"
  }
}
