/// Why run lengths do not describe a mask, and where.
package struct RunLengthError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// Sides below 1, or more pixels than any frame has.
    case size(height: Int, width: Int)
    /// A byte that is none of the 64 that the notation uses.
    case character(UInt8)
    /// The last byte says that more follow.
    case truncated
    /// A run of more digits than any length needs.
    case overlongRun
    case negativeRun
    /// The runs so far are more pixels than the mask has.
    case tooLong(Int)
    /// All runs together are fewer pixels than the mask has.
    case tooShort(Int, of: Int)
  }

  package let reason: Reason
  /// Where the run begins, or the byte stands, in bytes from the start of the counts.
  package let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension RunLengthError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .size(let height, let width): "a mask cannot be \(height) pixels high and \(width) wide"
    case .character(let byte):
      "byte \(byte) at offset \(offset) is none of the 64 characters '0' to 'o'"
    case .truncated: "the run at offset \(offset) is cut off"
    case .overlongRun: "the run at offset \(offset) has too many digits"
    case .negativeRun: "the run at offset \(offset) is negative"
    case .tooLong(let count): "the run at offset \(offset) ends beyond the mask's \(count) pixels"
    case .tooShort(let sum, let count):
      "the runs end after \(sum) pixels of the mask's \(count), at offset \(offset)"
    }
  }
}
