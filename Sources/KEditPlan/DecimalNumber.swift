/// A decimal number ≥ 0, exact, of as many digits as it was written with.
///
/// Times are multiplied by frame rates and units are added up; both are decimal by nature, and in
/// binary 0.29 s × 100 fps would fall on frame 28.
package struct DecimalNumber: Hashable, Sendable {
  /// The digits, without zeros at their end, where 64 bits hold them; 0 where they do not.
  let significand: UInt64
  /// The digits from the least significant on, where 64 bits do not hold them: without zeros at
  /// either end. A number is held in one way only, so that equal ones look the same.
  private let longDigits: [UInt8]
  /// The power of ten that the last digit counts; 0 for zero.
  let exponent: Int

  /// The largest power of ten that is read, up or down. Beyond it lies nothing that a video has,
  /// and aligning two such numbers would cost memory.
  package static let largestExponent = 400

  private init(significand: UInt64, longDigits: [UInt8], exponent: Int) {
    self.significand = significand
    self.longDigits = longDigits
    self.exponent = exponent
  }

  /// The digits in a machine word, without zeros at their end.
  init(significand: UInt64, exponent: Int) {
    self.init(
      significand: significand, longDigits: [], exponent: significand == 0 ? 0 : exponent)
  }

  /// Digits from the least significant on.
  init(digits: [UInt8], exponent: Int) {
    let low = digits.firstIndex { $0 != 0 } ?? digits.count
    let high = digits.lastIndex { $0 != 0 } ?? low - 1
    let digits = low <= high ? digits[low...high] : []
    var significand: UInt64 = 0
    for digit in digits.reversed() {
      guard let next = significand.appending(digit) else {
        self.init(significand: 0, longDigits: Array(digits), exponent: exponent + low)
        return
      }
      significand = next
    }
    self.init(significand: significand, exponent: exponent + low)
  }

  package init(_ value: Int) {
    precondition(value >= 0, "units and times are never negative")
    self.init(unnormalised: UInt64(value), exponent: 0)
  }

  /// The digits from the least significant on, however they are held.
  var digits: [UInt8] {
    guard significand != 0 else { return longDigits }
    var digits: [UInt8] = []
    var rest = significand
    while rest > 0 {
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
    return digits
  }

  /// Whether the digits are in `longDigits`.
  var isLong: Bool { !longDigits.isEmpty }

  package var isZero: Bool { significand == 0 && !isLong }

  /// This number times a power of ten: milliseconds become seconds with −3.
  package func scaled(byPowerOfTen power: Int) -> DecimalNumber {
    isLong
      ? DecimalNumber(digits: longDigits, exponent: exponent + power)
      : DecimalNumber(significand: significand, exponent: exponent + power)
  }

  /// The whole part; `nil` where an `Int` does not hold it.
  package var roundedDown: Int? {
    if !isLong, exponent <= 0 {
      guard let power = UInt64.powerOfTen(-exponent) else { return 0 }
      return Int(exactly: significand / power)
    }
    var value: UInt64 = 0
    for (index, digit) in digits.enumerated().reversed() where index + exponent >= 0 {
      guard let next = value.appending(digit) else { return nil }
      value = next
    }
    for _ in 0..<max(0, exponent) {
      guard let next = value.appending(0) else { return nil }
      value = next
    }
    return Int(exactly: value)
  }

  /// The nearest double, of two equally near the even one.
  package var nearestDouble: Double {
    // Up to 2⁵³ and 10²² doubles are exact, and one division or product of exact ones is rounded
    // once, correctly.
    if !isLong, significand <= 1 << 53, -22...22 ~= exponent {
      var power = 1.0
      for _ in 0..<exponent.magnitude { power *= 10 }
      return exponent < 0 ? Double(significand) / power : Double(significand) * power
    }
    return Double(description) ?? 0
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// In plain notation without an exponent: `0.5`, `12`.
  package var description: String {
    let digits = digits
    var text = ""
    for index in stride(
      from: max(exponent + digits.count - 1, 0), through: min(exponent, 0), by: -1)
    {
      if index == -1 { text += "." }
      let position = index - exponent
      text += digits.indices.contains(position) ? String(digits[position]) : "0"
    }
    return text
  }
}
