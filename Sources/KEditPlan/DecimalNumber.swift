/// A decimal number ≥ 0, exact, of as many digits as it was written with.
///
/// Times are multiplied by frame rates and units are added up; both are decimal by nature, and in
/// binary 0.29 s × 100 fps would fall on frame 28.
package struct DecimalNumber: Hashable, Sendable {
  /// The digits from the least significant on, without zeros at either end; empty for zero.
  private let digits: [UInt8]
  /// The power of ten that `digits[0]` counts; 0 for zero.
  private let exponent: Int

  /// The largest power of ten that is read, up or down. Beyond it lies nothing that a video has,
  /// and aligning two such numbers would cost memory.
  package static let largestExponent = 400

  private init(digits: [UInt8], exponent: Int) {
    let low = digits.firstIndex { $0 != 0 } ?? digits.count
    let high = digits.lastIndex { $0 != 0 } ?? low - 1
    self.digits = low <= high ? Array(digits[low...high]) : []
    self.exponent = low <= high ? exponent + low : 0
  }

  package init(_ value: Int) {
    precondition(value >= 0, "units and times are never negative")
    self.init(digits: String(value).utf8.reversed().map { $0 - UInt8(ascii: "0") }, exponent: 0)
  }

  /// Reads digits with an optional fraction and an optional exponent: `1.5`, `30`, `2e-3`.
  ///
  /// `nil` for anything else, and where the exponent lies beyond `largestExponent`.
  package init?(_ text: some StringProtocol) {
    var digits: [UInt8] = []
    var exponent = 0
    var sawPoint = false
    var sawDigit = false
    var rest = text.utf8[...]
    scan: while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        sawDigit = true
        if sawPoint { exponent -= 1 }
      case UInt8(ascii: ".") where sawDigit && !sawPoint:
        sawPoint = true
        sawDigit = false
      default: break scan
      }
      rest = rest.dropFirst()
    }
    guard sawDigit else { return nil }
    if let byte = rest.first {
      guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"),
        let power = Int(String(decoding: Array(rest.dropFirst()), as: UTF8.self)),
        -Self.largestExponent...Self.largestExponent ~= power
      else { return nil }
      exponent += power
    }
    self.init(digits: digits.reversed(), exponent: exponent)
  }

  /// This number times a power of ten: milliseconds become seconds with −3.
  package func scaled(byPowerOfTen power: Int) -> DecimalNumber {
    DecimalNumber(digits: digits, exponent: digits.isEmpty ? 0 : exponent + power)
  }

  /// The whole part; `nil` where an `Int` does not hold it.
  package var roundedDown: Int? {
    var value = 0
    for (index, digit) in digits.enumerated().reversed() where index + exponent >= 0 {
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(digit))
      if overflow || carry { return nil }
      value = sum
    }
    for _ in 0..<max(0, exponent) {
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = shifted
    }
    return value
  }

  package static func * (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
    var product = [Int](repeating: 0, count: left.digits.count + right.digits.count)
    for (i, a) in left.digits.enumerated() {
      for (j, b) in right.digits.enumerated() { product[i + j] += Int(a) * Int(b) }
    }
    return DecimalNumber(
      digits: carried(product), exponent: left.exponent + right.exponent)
  }

  package static func + (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
    let lowest = min(left.exponent, right.exponent)
    let highest = max(
      left.exponent + left.digits.count, right.exponent + right.digits.count)
    var sum = [Int](repeating: 0, count: highest - lowest)
    for number in [left, right] {
      for (index, digit) in number.digits.enumerated() {
        sum[index + number.exponent - lowest] += Int(digit)
      }
    }
    return DecimalNumber(digits: carried(sum), exponent: lowest)
  }

  /// Brings sums of digits down to digits.
  private static func carried(_ sums: [Int]) -> [UInt8] {
    var digits: [UInt8] = []
    var carry = 0
    for sum in sums {
      digits.append(UInt8((sum + carry) % 10))
      carry = (sum + carry) / 10
    }
    while carry > 0 {
      digits.append(UInt8(carry % 10))
      carry /= 10
    }
    return digits
  }
}

extension DecimalNumber: Comparable {
  package static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    if left.digits.isEmpty || right.digits.isEmpty { return left.digits.count < right.digits.count }
    let leftSize = left.exponent + left.digits.count
    let rightSize = right.exponent + right.digits.count
    if leftSize != rightSize { return leftSize < rightSize }
    return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// In plain notation without an exponent: `0.5`, `12`.
  package var description: String {
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
