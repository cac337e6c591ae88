import KEditSyntax

/// Text of the language, and what a person typed for it: the text itself, or a command that stands for
/// it.
struct Wording: Sendable {
  /// A part of the text that was typed letter by letter.
  private struct Stretch: Sendable {
    /// Where it stands in the text, in bytes.
    let range: Range<Int>
    /// Where it begins in what was typed.
    let typed: Int
  }

  private(set) var text = ""
  let typed: String
  private var stretches: [Stretch] = []

  /// Text that was typed as it stands.
  init(_ text: String) {
    self.init(typed: text)
    append(Substring(text).utf8, from: 0)
  }

  /// A text that is still empty, for which that was typed.
  init(typed: String) {
    self.typed = typed
  }

  /// Appends what was not typed.
  mutating func append(_ words: String) { text += words }

  /// Appends what was typed, from that byte of it on.
  mutating func append(_ part: some Collection<UInt8>, from start: Int) {
    let end = text.utf8.count
    stretches.append(Stretch(range: end..<end + part.count, typed: start))
    text += String(decoding: part, as: UTF8.self)
  }

  /// What a span of the text is in what was typed: all of that, where nothing of it was typed.
  func place(of span: Span) -> Span {
    let isAtEnd = span.start == text.utf8.count
    let stretch = stretches.first {
      $0.range.lowerBound < max(span.end, span.start + 1) && span.start < $0.range.upperBound
        || isAtEnd && $0.range.upperBound == span.start
    }
    guard let stretch else { return Span(0, typed.utf8.count) }
    let range = stretch.range.clamped(to: span.start..<span.end)
    let start = stretch.typed - stretch.range.lowerBound
    return Span(range.lowerBound + start, range.upperBound + start)
  }
}
