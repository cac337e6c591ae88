/// Which of the calls that a rule is about it strikes, counted from 1.
enum CallCount: Hashable, Sendable {
  /// From the first number to the second one; without a second one there is no end.
  case span(Int, Int?)
  /// Each whose number can be divided by this one.
  case every(Int)

  /// Reads `3`, `1-3`, `3-`, `every`, `every 2`.
  init?(_ text: String) {
    if text == "every" {
      self = .every(1)
    } else if text.hasPrefix("every ") {
      guard let step = Self.number(text.dropFirst("every ".count)) else { return nil }
      self = .every(step)
    } else {
      let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = ends.first.flatMap(Self.number) else { return nil }
      switch ends.count {
      case 1: self = .span(first, first)
      case _ where ends[1].isEmpty: self = .span(first, nil)
      default:
        guard let last = Self.number(ends[1]), first <= last else { return nil }
        self = .span(first, last)
      }
    }
  }

  /// A number as a person writes one: digits, above zero.
  private static func number(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let number = Int(text), number > 0
    else { return nil }
    return number
  }

  func contains(_ number: Int) -> Bool {
    switch self {
    case .span(let first, let last): first <= number && number <= last ?? Int.max
    case .every(let step): number.isMultiple(of: step)
    }
  }
}
