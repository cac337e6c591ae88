/// A word as a shell takes it, quoted only where it must be.
func shellWord(_ word: String) -> String {
  let isPlain = word.unicodeScalars.allSatisfy {
    $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-+,@%".unicodeScalars.contains($0)
  }
  return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
