import KEditSyntax
import PlainText

/// The lines of one file that a finding marks.
struct Excerpt: Sendable {
  /// A mark on a line, in bytes from the line's start.
  struct Mark: Hashable, Sendable {
    let span: Span
    let isPrimary: Bool
    /// A few words beside the mark, or none.
    let message: String
  }

  struct Line: Sendable {
    /// Counted from 1.
    let number: Int
    let bytes: ArraySlice<UInt8>
    var marks: [Mark]
  }

  /// `file:line:column` of what matters most here.
  let location: String
  /// In order, each once; empty where the text is not at hand.
  private(set) var lines: [Line]

  var lastLine: Int? { lines.last?.number }

  /// The excerpts of a finding: that of its own file first, then those of the files of its labels.
  static func all(of diagnostic: Diagnostic, sources: SourceSet) -> [Excerpt] {
    let labels = diagnostic.labels
    var files = [diagnostic.place.file]
    for label in labels where !files.contains(label.place.file) { files.append(label.place.file) }
    return files.map { file in
      var marks: [(Span, Bool, String)] = []
      if file == diagnostic.place.file {
        marks.append((diagnostic.place.span, true, diagnostic.note ?? ""))
      }
      for label in labels where label.place.file == file {
        marks.append((label.place.span, false, label.message))
      }
      return Excerpt(file: file, source: sources[file], marks: marks)
    }
  }

  private init(file: String, source: SourceText?, marks: [(Span, Bool, String)]) {
    guard let source else {
      self.location = harmless(file)
      self.lines = []
      return
    }
    let place = source.location(at: marks[0].0.start)
    self.location = "\(harmless(file)):\(place.line):\(place.column)"
    var marked: [Int: [Mark]] = [:]
    for (span, isPrimary, message) in marks {
      for (line, mark) in Excerpt.marks(of: span, isPrimary, message, in: source) {
        marked[line, default: []].append(mark)
      }
    }
    self.lines = marked.sorted { $0.key < $1.key }.map { line, marks in
      Line(number: line + 1, bytes: source.bytes[range(ofLine: line, in: source)], marks: marks)
    }
  }

  /// A span of one line is one mark; of a longer one the first and the last line are marked, and
  /// the message stands at the last.
  private static func marks(
    of span: Span, _ isPrimary: Bool, _ message: String, in source: SourceText
  ) -> [(line: Int, mark: Mark)] {
    let first = source.line(at: span.start)
    // The end is exclusive: a span that ends with a line end does not reach into the next line.
    let last = max(first, source.line(at: max(span.start, span.end - 1)))
    func mark(_ line: Int, _ start: Int, _ end: Int, _ message: String) -> (Int, Mark) {
      let bounds = range(ofLine: line, in: source)
      let low = min(max(start, bounds.lowerBound), bounds.upperBound) - bounds.lowerBound
      let high = min(max(end, bounds.lowerBound), bounds.upperBound) - bounds.lowerBound
      return (line, Mark(span: Span(low, max(low, high)), isPrimary: isPrimary, message: message))
    }
    if first == last { return [mark(first, span.start, span.end, message)] }
    let bounds = range(ofLine: last, in: source)
    let text = source.bytes[bounds].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bounds.lowerBound
    return [
      mark(first, span.start, .max, ""),
      mark(last, min(text, span.end), span.end, message),
    ]
  }
}

/// The bytes of a line (from 0) without its end, and without a byte-order mark before the first.
private func range(ofLine line: Int, in source: SourceText) -> Range<Int> {
  let span = source.span(ofLine: line)
  let hasMark = line == 0 && source.bytes.starts(with: byteOrderMark)
  return (hasMark ? min(span.end, byteOrderMark.count) : span.start)..<span.end
}
