extension String {
  /// The candidate that is most like this word, if one is alike enough to be meant.
  func nearest<Value>(in candidates: [(String, Value)]) -> Value? {
    let word = Array(foldedToASCII.lowercased().unicodeScalars)
    let most = min(3, max(1, word.count / 3))
    guard word.count >= 2, word.count <= 24 else {
      // Of a single letter nothing can be wrong but its size.
      let isLetter = word.count == 1
      return isLetter ? candidates.first { $0.0.lowercased() == lowercased() }?.1 : nil
    }
    var best: (distance: Int, value: Value)?
    let pattern = WordPattern(word)
    for (candidate, value) in candidates {
      let limit = min(most, best.map { $0.distance - 1 } ?? most)
      let distance =
        pattern?.distance(to: candidate, atMost: limit)
        ?? editDistance(word, Array(candidate.lowercased().unicodeScalars))
      guard distance <= limit, distance < candidate.count else { continue }
      // With two letters one change is half the word: the first must at least be right.
      if word.count == 2, candidate.lowercased().unicodeScalars.first != word.first { continue }
      best = (distance, value)
    }
    return best?.value
  }

  /// The one of these words that is most like this one, if one is alike enough to be meant.
  ///
  /// How many letters may differ grows with the length: one up to five letters, three at most.
  package func nearest(among candidates: [String]) -> String? {
    nearest(in: candidates.map { ($0, $0) })
  }
}

/// The number of letters to insert, delete, replace or swap with their neighbour, to make one word
/// of the other.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      var distance = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        distance = min(distance, beforePrevious[j - 2] + 1)
      }
      row.append(distance)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[b.count]
}

extension String {
  /// With letters that only look like those of ASCII made into these: full-width ones, those of other
  /// alphabets, and what cannot be seen left out.
  package var foldedToASCII: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var folded = String.UnicodeScalarView()
    for scalar in unicodeScalars where !Lexer.isInvisible(scalar) {
      let isFullWidth = 0xFF01...0xFF5E ~= scalar.value
      let ascii = isFullWidth ? Unicode.Scalar(scalar.value - 0xFF01 + 0x21) : lookalikes[scalar]
      folded.append(ascii ?? scalar)
    }
    return String(folded)
  }
}

/// Letters that cannot be told from those of ASCII by their looks.
private let lookalikes: [Unicode.Scalar: Unicode.Scalar] = [
  "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "i", "ѕ": "s",
  "ј": "j",
  "ο": "o", "α": "a", "ν": "v", "ι": "i", "А": "A", "В": "B", "Е": "E", "М": "M", "О": "O",
  "Р": "P",
  "С": "C", "Т": "T", "Х": "X",
]
