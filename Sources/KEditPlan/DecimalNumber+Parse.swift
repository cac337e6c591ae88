extension DecimalNumber {
  /// Reads digits with an optional fraction and an optional exponent: `1.5`, `30`, `2e-3`.
  ///
  /// `nil` for anything else, and where the exponent lies beyond `largestExponent`.
  package init?(_ text: some StringProtocol) {
    let read = text.utf8.withContiguousStorageIfAvailable { DecimalNumber(utf8: $0.span) }
    guard let number = read ?? DecimalNumber(utf8: Array(text.utf8).span) else { return nil }
    self = number
  }

  /// Reads a number as it stands in a file; see `init(_:)`.
  package init?(utf8 bytes: Span<UInt8>) {
    guard let shape = DecimalShape(bytes) else { return nil }
    var significand: UInt64 = 0
    var zeros = 0
    for index in 0..<shape.endOfDigits where bytes[index] != UInt8(ascii: ".") {
      let digit = bytes[index] - UInt8(ascii: "0")
      // Zeros are counted first and become digits only when another one follows.
      if digit == 0 {
        zeros += 1
        continue
      }
      guard let shifted = significand.shifted(by: zeros), let next = shifted.appending(digit)
      else {
        self.init(digits: shape.digits(of: bytes), exponent: shape.exponent)
        return
      }
      significand = next
      zeros = 0
    }
    self.init(significand: significand, exponent: shape.exponent + zeros)
  }
}

extension UInt64 {
  /// This number with that many zeros behind it; `nil` where that is too large.
  fileprivate func shifted(by zeros: Int) -> UInt64? {
    if self == 0 || zeros == 0 { return self }
    guard let power = UInt64.powerOfTen(zeros) else { return nil }
    let (shifted, overflow) = multipliedReportingOverflow(by: power)
    return overflow ? nil : shifted
  }
}

/// Where the parts of a written number are.
private struct DecimalShape {
  /// Behind the last digit before the exponent.
  let endOfDigits: Int
  /// The power of ten that the last digit counts.
  let exponent: Int

  init?(_ bytes: Span<UInt8>) {
    var index = 0
    var point: Int?
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), point == nil, index > 0 {
        point = index
      } else if !byte.isDigit {
        break
      }
      index += 1
    }
    guard index > 0, point != index - 1 else { return nil }
    endOfDigits = index
    let fraction = point.map { index - $0 - 1 } ?? 0
    guard index < bytes.count else {
      exponent = -fraction
      return
    }
    guard let power = Self.exponent(bytes.extracting(index...)) else { return nil }
    exponent = power - fraction
  }

  /// Reads `e5`, `E-3`; `nil` for anything else and beyond the largest exponent.
  private static func exponent(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 1, bytes[0] | 0x20 == UInt8(ascii: "e") else { return nil }
    let isNegative = bytes[1] == UInt8(ascii: "-")
    let digits = bytes.extracting((isNegative || bytes[1] == UInt8(ascii: "+") ? 2 : 1)...)
    guard !digits.isEmpty else { return nil }
    var power = 0
    for index in digits.indices {
      guard digits[index].isDigit else { return nil }
      power = min(power * 10 + Int(digits[index] - UInt8(ascii: "0")), 1_000_000)
    }
    guard power <= DecimalNumber.largestExponent else { return nil }
    return isNegative ? -power : power
  }

  /// The digits from the least significant on.
  func digits(of bytes: Span<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    for index in (0..<endOfDigits).reversed() where bytes[index].isDigit {
      digits.append(bytes[index] - UInt8(ascii: "0"))
    }
    return digits
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
