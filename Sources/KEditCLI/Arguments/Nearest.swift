import KEditSyntax

/// The candidate that a mistyped word was most likely meant to be; `nil` rather than a silly one.
///
/// On a command line a word may also just have been broken off: it is near when exactly one
/// candidate begins with it.
func nearest(to word: String, among candidates: [String]) -> String? {
  if let nearest = word.nearest(among: candidates) { return nearest }
  let typed = word.lowercased()
  guard typed.count >= 2 else { return nil }
  let continuations = candidates.filter { $0.hasPrefix(typed) }
  return continuations.count == 1 ? continuations[0] : nil
}
