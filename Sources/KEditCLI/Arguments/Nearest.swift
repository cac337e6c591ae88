/// The candidate that a mistyped word was most likely meant to be; `nil` rather than a silly one.
///
/// A word counts as near when it is the beginning of exactly one candidate, or when at most a third
/// of its letters must be changed (added, left out, replaced, or swapped with the next one).
func nearest(to word: String, among candidates: [String]) -> String? {
  let typed = Array(word.lowercased().unicodeScalars.prefix(64))
  guard typed.count >= 2 else { return nil }
  let limit = max(1, typed.count / 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let scalars = Array(candidate.unicodeScalars)
    // With two letters one change is half the word: the first must at least be right.
    if typed.count == 2, scalars.first != typed.first { continue }
    let distance = editDistance(typed, scalars)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  if let best { return best.candidate }
  let continuations = candidates.filter { $0.unicodeScalars.starts(with: typed) }
  return continuations.count == 1 ? continuations[0] : nil
}

/// How many letters must be added, left out, replaced or swapped with their neighbour to make one
/// word of the other (optimal string alignment).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1]
    for j in right.indices {
      var cost = min(
        previous[j + 1] + 1, current[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}
