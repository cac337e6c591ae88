/// What a `Range` header asks of a body whose length is known (RFC 9110, section 14).
enum ByteRange: Hashable {
  /// No range, several, or one that is not understood: all of it is sent.
  case whole
  /// Offsets from the start.
  case part(Range<Int>)
  /// Beyond the end.
  case unsatisfiable

  init(_ header: String, size: Int) {
    self = .whole
    let unit = header.prefix { $0 != "=" }
    guard unit.lowercased() == "bytes" else { return }
    let bounds = header.dropFirst(unit.count + 1).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard bounds.count == 2, let first = Self.number(bounds[0]), let last = Self.number(bounds[1])
    else { return }

    switch (first, last) {
    case (nil, nil): return
    case (nil, let suffix?):
      self = suffix > 0 && size > 0 ? .part(max(0, size - suffix)..<size) : .unsatisfiable
    case (let first?, nil):
      self = first < size ? .part(first..<size) : .unsatisfiable
    case (let first?, let last?):
      guard first <= last else { return }
      self = first < size ? .part(first..<(min(last, size - 1) + 1)) : .unsatisfiable
    }
  }

  /// The number, `.some(nil)` for none, `nil` for what is not a number. One too large to count to
  /// is beyond every end.
  private static func number(_ text: Substring) -> Int?? {
    guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    return .some(text.isEmpty ? nil : Int(text) ?? Int.max)
  }
}
