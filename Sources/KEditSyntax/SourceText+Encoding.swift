extension SourceText {
  /// The places where the bytes are not UTF-8, and the NULs: a place a run of them.
  package func encodingIssues() -> [SyntaxIssue] {
    var issues: [SyntaxIssue] = []
    if !isValidUTF8 {
      issues += invalidRuns().map { SyntaxIssue(.invalidUTF8, $0) }
    }
    guard hasNUL else { return issues }
    var index = bytes.firstIndex(of: 0)
    while let start = index {
      let end = bytes[start...].firstIndex { $0 != 0 } ?? bytes.count
      issues.append(SyntaxIssue(.nul, Span(start, end)))
      index = bytes[end...].firstIndex(of: 0)
    }
    return issues
  }

  private var isValidUTF8: Bool {
    if isASCII { return true }
    return bytes.span.isUTF8
  }

  private func invalidRuns() -> [Span] {
    var runs: [Span] = []
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .error(let length):
        if let last = runs.last, last.end == offset {
          runs[runs.count - 1].end = offset + length
        } else {
          runs.append(Span(offset, offset + length))
        }
        offset += length
      case .emptyInput: return runs
      }
    }
  }
}
