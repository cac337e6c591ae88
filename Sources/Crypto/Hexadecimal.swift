extension [UInt8] {
  /// The bytes as lower-case hexadecimal, two digits each.
  package var hexadecimal: String {
    let digits: StaticString = "0123456789abcdef"
    return digits.withUTF8Buffer { digits in
      String(unsafeUninitializedCapacity: 2 * count) { buffer in
        var end = 0
        for byte in self {
          buffer[end] = digits[Int(byte >> 4)]
          buffer[end + 1] = digits[Int(byte & 0xF)]
          end += 2
        }
        return end
      }
    }
  }
}
