import KEditSyntax

/// A text with the safe fixes of its findings applied.
struct FixedText: Sendable {
  private(set) var source: SourceText
  /// How many fixes were applied.
  private(set) var count = 0

  init(_ source: SourceText) {
    self.source = source
  }

  /// Applies the safe fixes of one round of findings; of two that overlap the later one has to wait
  /// for the next round.
  ///
  /// - Returns: whether anything was changed.
  mutating func apply(_ diagnostics: [Diagnostic]) -> Bool {
    var edits: [Diagnostic.Fix.Edit] = []
    let fixes = diagnostics.compactMap { diagnostic in
      diagnostic.place.file == source.name ? diagnostic.fixes.first { $0.isSafe } : nil
    }
    var applied = 0
    for fix in fixes {
      let collides = fix.edits.contains { new in
        edits.contains { $0.span.start <= new.span.end && new.span.start <= $0.span.end }
      }
      if collides || fix.edits.isEmpty { continue }
      edits += fix.edits
      applied += 1
    }
    guard applied > 0 else { return false }
    var bytes = source.bytes
    for edit in edits.sorted(by: { $0.span > $1.span }) {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    source = SourceText(name: source.name, bytes: bytes)
    count += applied
    return true
  }
}
