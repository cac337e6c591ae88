import KlingAPI

/// Collects status and headers from the lines that libcurl hands over one by one.
///
/// A new status line begins anew: interim responses and followed redirects come before the last
/// one. Lines after the body has begun are trailers, and are left out.
struct ResponseHeadParser {
  /// Longer heads are refused, so that a response cannot grow in memory without end.
  static let maximumBytes = 256 << 10

  private(set) var head = HTTPResponseHead(status: 0, headers: [])
  /// Whether the empty line that ends a head has come; libcurl takes a head without it for whole.
  private(set) var isComplete = false
  private(set) var isTooLong = false
  private var bytes = 0

  /// - Parameter line: one header line, with or without its line end.
  mutating func receive(_ line: some Collection<UInt8>) {
    bytes += line.count
    isTooLong = isTooLong || bytes > Self.maximumBytes
    if isTooLong { return }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      let status = text.split(whereSeparator: \.isWhitespace).dropFirst().first
      head = HTTPResponseHead(status: status.flatMap { Int($0) } ?? 0, headers: [])
      bytes = line.count
      isComplete = false
      return
    }
    if text.allSatisfy(\.isNewline) {
      isComplete = true
      return
    }
    if text.first == " " || text.first == "\t" {
      continueLast(text)
    } else if let colon = text.firstIndex(of: ":") {
      let value = trimmed(text[text.index(after: colon)...])
      head.headers.append((String(text[..<colon]), value))
    }
  }

  /// A line that begins with white space goes on with the value before it (RFC 9112, 5.2).
  private mutating func continueLast(_ text: String) {
    let more = trimmed(text[...])
    if more.isEmpty { return }
    guard let last = head.headers.popLast() else { return }
    head.headers.append((last.name, last.value.isEmpty ? more : "\(last.value) \(more)"))
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
