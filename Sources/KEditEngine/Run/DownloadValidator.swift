import KlingAPI

/// By what a later answer is known to be of the same version of a file, as `If-Range` takes it
/// (RFC 9110, 13.1.5).
enum DownloadValidator: Hashable {
  /// An entity tag with its quotes, never a weak one: that promises no equal bytes.
  case tag(String)
  /// The text of `Last-Modified`.
  case date(String)

  /// A file may change twice within a second, and clocks differ: the date of a file that was changed
  /// just before it was sent says nothing (RFC 9110, 8.8.2.2).
  private static let surelyPast = 60

  /// `nil` where the head has nothing that may be used; a weak tag rules out the date as well.
  init?(_ head: HTTPResponseHead) {
    if let tag = head.header("ETag") {
      guard Self.isStrong(tag) else { return nil }
      self = .tag(tag)
    } else {
      guard let text = head.header("Last-Modified"), let changed = HTTPDate.unixSeconds(text),
        let sent = head.header("Date").flatMap({ HTTPDate.unixSeconds($0) }),
        sent - changed >= Self.surelyPast
      else { return nil }
      self = .date(text)
    }
  }

  /// The value of `If-Range`.
  var text: String {
    switch self {
    case .tag(let text), .date(let text): text
    }
  }

  /// Whether a part that was sent may be of this version: the server has judged that already, so only
  /// what it says to the contrary counts.
  func allows(_ head: HTTPResponseHead) -> Bool {
    let own =
      switch self {
      case .tag: head.header("ETag")
      case .date: head.header("Last-Modified")
      }
    return own.map { $0.utf8.elementsEqual(text.utf8) } ?? true
  }

  private static func isStrong(_ tag: String) -> Bool {
    let quote = UInt8(ascii: "\"")
    let bytes = Array(tag.utf8)
    guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return false }
    return bytes.dropFirst().dropLast().allSatisfy { $0 > 0x20 && $0 != quote && $0 != 0x7F }
  }
}
