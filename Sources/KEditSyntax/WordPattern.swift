/// A word of ASCII letters, prepared to be compared with many others.
///
/// It counts as `editDistance` does, by bits in place of a table: a column of it is one machine
/// word, in which each bit tells whether the count grows from one row to the next (H. Hyyrö, "A
/// bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
struct WordPattern {
  /// For each byte, the positions of the word at which it stands.
  private let positions: [UInt64]
  private let length: Int

  /// `nil` for a word that is empty, longer than a machine word has bits, or not all ASCII.
  init?(_ word: [Unicode.Scalar]) {
    guard 1...64 ~= word.count, word.allSatisfy(\.isASCII) else { return nil }
    var positions = [UInt64](repeating: 0, count: 128)
    for (index, letter) in word.enumerated() { positions[Int(letter.value)] |= 1 << index }
    self.positions = positions
    self.length = word.count
  }

  /// The number of changes between the word and another, of which upper and lower case are the
  /// same; `nil` where the other is not all ASCII, and something above `limit` where it is more.
  func distance(to other: String, atMost limit: Int) -> Int? {
    let difference = abs(other.utf8.count - length)
    var grows = UInt64.max
    var shrinks: UInt64 = 0
    var diagonal: UInt64 = 0
    var before: UInt64 = 0
    var distance = length
    for byte in other.utf8 {
      guard byte < 0x80 else { return nil }
      if difference > limit { continue }
      let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      let here = positions[Int(isUpper ? byte | 0x20 : byte)]
      let exchanged = ((~diagonal & here) << 1) & before
      diagonal = (((here & grows) &+ grows) ^ grows) | here | shrinks | exchanged
      let right = shrinks | ~(diagonal | grows)
      let left = diagonal & grows
      distance += Int((right >> (length - 1)) & 1) - Int((left >> (length - 1)) & 1)
      grows = (left << 1) | ~(diagonal | (right << 1 | 1))
      shrinks = (right << 1 | 1) & diagonal
      before = here
    }
    return difference > limit ? difference : distance
  }
}
