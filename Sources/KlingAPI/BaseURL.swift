import PlainText

/// Where the service answers: scheme, host, port and an optional path prefix.
///
/// Credentials go to this place and to no other, so it must be https, or loopback, where nobody
/// listens in between.
package struct BaseURL: Hashable, Sendable {
  /// The normal form, without a slash at the end; scheme and host in lower case, the scheme's own
  /// port left out.
  package let text: String
  /// Lower-case; an IPv6 address without its brackets.
  package let host: String
  package let isLoopback: Bool

  /// - Throws: `BaseURLError` that says what is wrong with the text.
  package init(_ text: String) throws(BaseURLError) {
    guard let separator = text.firstRange(of: "://") else { throw .notAbsolute }
    let scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { throw .scheme(harmless(scheme)) }
    guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\\") }) else {
      throw .character
    }
    guard !text.contains("?"), !text.contains("#") else { throw .queryOrFragment }
    let rest = text[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard !authority.contains("@") else { throw .userInformation }
    let (host, port) = try Self.hostAndPort(authority)
    let isLoopback = Self.isLoopback(host)
    guard scheme == "https" || isLoopback else { throw .insecure(host: host) }

    let segments = rest.dropFirst(authority.count).split(separator: "/")
    guard !segments.contains("."), !segments.contains("..") else { throw .path }
    var normal = scheme + "://" + (host.contains(":") ? "[\(host)]" : host)
    if let port, port != (scheme == "https" ? 443 : 80) { normal += ":\(port)" }
    for segment in segments { normal += "/" + segment }
    self.text = normal
    self.host = host
    self.isLoopback = isLoopback
  }

  /// The absolute URL of a path that begins with a slash.
  package func url(_ path: String) -> String { text + path }

  private static func hostAndPort(
    _ authority: Substring
  ) throws(BaseURLError) -> (host: String, port: Int?) {
    var host = authority
    var portText: Substring?
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw .host }
      host = authority[authority.index(after: authority.startIndex)..<end]
      let tail = authority[authority.index(after: end)...]
      guard tail.isEmpty || tail.hasPrefix(":") else { throw .host }
      portText = tail.isEmpty ? nil : tail.dropFirst()
      guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
      else { throw .host }
    } else {
      if let colon = authority.firstIndex(of: ":") {
        host = authority[..<colon]
        portText = authority[authority.index(after: colon)...]
      }
      guard !host.isEmpty,
        host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." })
      else { throw .host }
    }
    guard let portText else { return (host.lowercased(), nil) }
    guard let port = Int(portText), 1...65_535 ~= port, portText.allSatisfy(\.isNumber) else {
      throw .port
    }
    return (host.lowercased(), port)
  }

  /// 127.0.0.0/8 in dotted form, `::1` and `localhost`: names and addresses that cannot lead off
  /// this machine. `127.0.0.1.example.com` is none of them.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        guard let value = UInt8(part) else { return false }
        return String(value) == part
      }
  }
}

/// Why a text is no base URL; the description says what would be right.
package enum BaseURLError: Error, Hashable, Sendable, CustomStringConvertible {
  case notAbsolute
  case scheme(String)
  case character
  case queryOrFragment
  case userInformation
  case host
  case port
  case path
  case insecure(host: String)

  package var description: String {
    switch self {
    case .notAbsolute: "a base URL begins with https://"
    case .scheme(let scheme): "the scheme is \(scheme); a base URL begins with https://"
    case .character: "a base URL has only visible ASCII characters and no backslash"
    case .queryOrFragment: "a base URL has no query and no fragment (? or #)"
    case .userInformation:
      "a base URL holds no user name or password: keys come from the environment"
    case .host: "the host is missing or is no host name"
    case .port: "the port is no number from 1 to 65535"
    case .path: "the path prefix has a segment . or .."
    case .insecure(let host):
      "\(host) is not this machine, and http would show the key to everyone on the way: use https"
    }
  }
}
