/// Whether the service, somewhere on the internet, could reach a host.
///
/// Judged by the name alone: the simulator asks no name server.
enum HostReach {
  /// False for loopback, private and reserved addresses, for names that only a local network
  /// knows, and for names that by RFC 6761 resolve nowhere.
  static func isPublic(_ host: String) -> Bool {
    if host.contains(":") { return isPublicIPv6(host) }
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    if let last = labels.last, last.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return isPublicIPv4(labels)
    }
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let top = labels.last else {
      return false
    }
    return !localDomains.contains(String(top)) && !name.hasSuffix(".home.arpa")
  }

  private static let localDomains: Set<String> = [
    "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
    "localhost", "onion", "private", "test",
  ]

  private static func isPublicIPv4(_ labels: [Substring]) -> Bool {
    let numbers = labels.compactMap { UInt8($0) }
    guard labels.count == 4, numbers.count == 4 else { return false }
    switch (numbers[0], numbers[1]) {
    case (0, _), (10, _), (127, _), (224...255, _): return false
    case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): return false
    default: return true
    }
  }

  /// Only global unicast, 2000::/3, is reachable; the documentation prefix 2001:db8::/32 is not.
  private static func isPublicIPv6(_ host: String) -> Bool {
    let groups = host.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = groups.first, let value = UInt16(first, radix: 16) else { return false }
    let isDocumentation = value == 0x2001 && groups.dropFirst().first == "db8"
    return 0x2000...0x3FFF ~= value && !isDocumentation
  }

  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.") && !isPublic(host)
  }
}
