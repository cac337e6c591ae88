internal import COpenSSL

/// Compares secrets in a time that tells nothing of where they differ.
///
/// The lengths are no secret: unequal ones are told at once.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  return left.withUnsafeBytes { left in
    right.withUnsafeBytes { right in
      guard let first = left.baseAddress, let second = right.baseAddress else { return true }
      return kedit_constant_time_compare(first, second, left.count) == 0
    }
  }
}
