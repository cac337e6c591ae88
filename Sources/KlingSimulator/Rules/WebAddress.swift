/// An absolute `http` or `https` URL, taken apart as far as the service's rules ask for it.
struct WebAddress: Hashable, Sendable {
  let scheme: String
  /// In lower case; an IPv6 address without its brackets.
  let host: String
  let port: Int?
  /// Percent-encoding undone, starting with `/`, without query and fragment.
  let path: String

  /// Nothing where the text is no such URL: another scheme, no host, blanks, a bad port.
  init?(_ text: String) {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    guard isPlain, let colon = text.firstRange(of: "://") else { return nil }
    scheme = text[..<colon.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[colon.upperBound...]
    let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    guard let (host, port) = WebAddress.hostAndPort(rest[..<authorityEnd]) else { return nil }
    self.host = host
    self.port = port
    let pathAndMore = rest[authorityEnd...]
    let rawPath = pathAndMore.prefix { $0 != "?" && $0 != "#" }
    guard let path = PercentEncoding.decode(rawPath.isEmpty ? "/" : String(rawPath)) else {
      return nil
    }
    self.path = path
  }

  private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
    let afterUser = authority.lastIndex(of: "@").map { authority.index(after: $0) }
    let place = authority[(afterUser ?? authority.startIndex)...]
    let host: Substring
    let rest: Substring
    if place.first == "[" {
      guard let bracket = place.firstIndex(of: "]") else { return nil }
      host = place[place.index(after: place.startIndex)..<bracket]
      rest = place[place.index(after: bracket)...]
    } else {
      host = place.prefix { $0 != ":" }
      rest = place[host.endIndex...]
    }
    guard !host.isEmpty else { return nil }
    if rest.isEmpty { return (host.lowercased(), nil) }
    guard rest.first == ":", let port = Int(rest.dropFirst()), 1...65535 ~= port else {
      return nil
    }
    return (host.lowercased(), port)
  }

  /// The extension of the path's last part in lower case, or nothing: signed links have none.
  ///
  /// One to five letters and digits, a letter among them, count as an extension.
  var fileExtension: String? {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    let fits =
      1...5 ~= ending.utf8.count
      && ending.utf8.allSatisfy { isLetter($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      && ending.utf8.contains(where: isLetter)
    return fits ? ending : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
  }
}
