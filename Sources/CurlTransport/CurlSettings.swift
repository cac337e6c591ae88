import Glibc

/// What holds for every transfer of a transport.
struct CurlSettings: Sendable {
  let userAgent: String
  let connectTimeout: Duration
  /// The hosts that are reached without a proxy: those of `no_proxy`, and loopback always.
  ///
  /// The option replaces the environment variable, so both have to be in it.
  let hostsWithoutProxy: String

  init(userAgent: String, connectTimeout: Duration) {
    self.userAgent = userAgent
    self.connectTimeout = connectTimeout
    let configured = (getenv("no_proxy") ?? getenv("NO_PROXY")).map { String(cString: $0) } ?? ""
    let loopback = "localhost,127.0.0.1,127.0.0.0/8,::1"
    if configured == "*" {
      hostsWithoutProxy = configured
    } else {
      hostsWithoutProxy = configured.isEmpty ? loopback : "\(configured),\(loopback)"
    }
  }
}
