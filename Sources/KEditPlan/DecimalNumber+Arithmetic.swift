extension DecimalNumber {
  package static func * (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
    if !left.isLong, !right.isLong {
      let (product, overflow) = left.significand.multipliedReportingOverflow(by: right.significand)
      if !overflow {
        return DecimalNumber(unnormalised: product, exponent: left.exponent + right.exponent)
      }
    }
    let a = left.digits
    let b = right.digits
    var product = [Int](repeating: 0, count: a.count + b.count)
    for i in a.indices {
      for j in b.indices { product[i + j] += Int(a[i]) * Int(b[j]) }
    }
    return DecimalNumber(digits: carried(product), exponent: left.exponent + right.exponent)
  }

  package static func + (left: DecimalNumber, right: DecimalNumber) -> DecimalNumber {
    let lowest = min(left.exponent, right.exponent)
    if let a = left.significand(atExponent: lowest), let b = right.significand(atExponent: lowest) {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return DecimalNumber(unnormalised: sum, exponent: lowest) }
    }
    let numbers = [left, right].map { (digits: $0.digits, exponent: $0.exponent) }
    let highest = numbers.map { $0.exponent + $0.digits.count }.max() ?? 0
    var sum = [Int](repeating: 0, count: highest - lowest)
    for number in numbers {
      for (index, digit) in number.digits.enumerated() {
        sum[index + number.exponent - lowest] += Int(digit)
      }
    }
    return DecimalNumber(digits: carried(sum), exponent: lowest)
  }

  /// Digits in a machine word that may end in zeros.
  init(unnormalised significand: UInt64, exponent: Int) {
    var significand = significand
    var exponent = exponent
    while significand >= 10, significand.isMultiple(of: 10) {
      significand /= 10
      exponent += 1
    }
    self.init(significand: significand, exponent: exponent)
  }

  /// The digits as they are when the last one counts a lower power of ten; `nil` where 64 bits do
  /// not hold them.
  private func significand(atExponent lower: Int) -> UInt64? {
    guard !isLong, let power = UInt64.powerOfTen(exponent - lower) else { return nil }
    let (shifted, overflow) = significand.multipliedReportingOverflow(by: power)
    return overflow ? nil : shifted
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
    let lowest = min(left.exponent, right.exponent)
    if let a = left.significand(atExponent: lowest), let b = right.significand(atExponent: lowest) {
      return a < b
    }
    let a = left.digits
    let b = right.digits
    if a.isEmpty || b.isEmpty { return a.count < b.count }
    let leftSize = left.exponent + a.count
    let rightSize = right.exponent + b.count
    if leftSize != rightSize { return leftSize < rightSize }
    return a.reversed().lexicographicallyPrecedes(b.reversed())
  }
}

extension UInt64 {
  /// This number with one more decimal digit; `nil` where that is too large.
  func appending(_ digit: UInt8) -> UInt64? {
    let (shifted, overflow) = multipliedReportingOverflow(by: 10)
    let (sum, carry) = shifted.addingReportingOverflow(UInt64(digit))
    return overflow || carry ? nil : sum
  }

  /// `nil` where it is too large.
  static func powerOfTen(_ power: Int) -> UInt64? {
    guard power <= 19 else { return nil }
    var value: UInt64 = 1
    for _ in 0..<power { value *= 10 }
    return value
  }
}
