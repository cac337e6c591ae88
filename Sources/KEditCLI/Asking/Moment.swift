import Glibc

/// An instant as it is told: in UTC everywhere, so that two people read the same.
struct Moment: Hashable, Sendable {
  /// Unix time.
  let milliseconds: Int

  init(_ milliseconds: Int) {
    self.milliseconds = milliseconds
  }

  static var now: Moment { Moment(unixMilliseconds()) }

  /// For a person, for example "2026-02-03 14:05 UTC".
  var text: String {
    parts.map { "\($0.date) \($0.hour):\($0.minute) UTC" } ?? "\(milliseconds) ms after 1970"
  }

  /// The same with seconds.
  var exactText: String {
    parts.map { "\($0.date) \($0.hour):\($0.minute):\($0.second) UTC" }
      ?? "\(milliseconds) ms after 1970"
  }

  /// For a program, after ISO 8601: "2026-02-03T14:05:09Z".
  var iso: String {
    parts.map { "\($0.date)T\($0.hour):\($0.minute):\($0.second)Z" } ?? "\(milliseconds)"
  }

  /// How far away it is, for example "3 minutes ago" or "in 2 days".
  func distance(from now: Moment) -> String {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(now.milliseconds)
    if overflow { return "at another time" }
    let seconds = Int(difference.magnitude / 1000)
    if seconds < 5 { return "just now" }
    let (count, unit) =
      switch seconds {
      case ..<120: (seconds, "second")
      case ..<7_200: (seconds / 60, "minute")
      case ..<172_800: (seconds / 3_600, "hour")
      default: (seconds / 86_400, "day")
      }
    let words = "\(count) \(unit)\(count == 1 ? "" : "s")"
    return difference < 0 ? "\(words) ago" : "in \(words)"
  }

  /// With the zeros that make the parts line up; `nil` beyond what a calendar has.
  private var parts: (date: String, hour: String, minute: String, second: String)? {
    var seconds = time_t(milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0))
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil, 0...9999 ~= Int(parts.tm_year) + 1900 else {
      return nil
    }
    func padded(_ value: CInt, _ width: Int) -> String {
      let digits = "\(value)"
      return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
    let date =
      "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
    return (date, padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2))
  }
}
