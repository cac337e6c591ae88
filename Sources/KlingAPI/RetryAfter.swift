/// Reads the header `Retry-After` (RFC 9110, 10.2.3): seconds, or a date in its preferred form.
enum RetryAfter {
  /// A longer wait is not believed: nobody sits through it.
  private static let longest = 86_400

  /// How long to wait from `now`, in Unix seconds; `nil` where the text says nothing that can be
  /// used. A date that has passed means not at all.
  static func duration(_ text: String, now: Int) -> Duration? {
    let seconds = Int(text) ?? HTTPDate.unixSeconds(text).map { max($0 - now, 0) }
    guard let seconds, 0...longest ~= seconds else { return nil }
    return .seconds(seconds)
  }
}

extension HTTPResponseHead {
  /// How long `Retry-After` asks to be left alone; a date counts from the `Date` of the response.
  package var retryAfter: Duration? {
    guard let text = header("Retry-After") else { return nil }
    let now = header("Date").flatMap { HTTPDate.unixSeconds($0) }
    if now == nil, Int(text) == nil { return nil }
    return RetryAfter.duration(text, now: now ?? 0)
  }
}
