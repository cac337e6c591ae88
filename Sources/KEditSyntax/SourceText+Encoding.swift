extension SourceText {
  /// What is wrong with the bytes as such. A file in another encoding is one mistake, however many of
  /// its bytes show it: the first place is told, and how many there are.
  func encodingFindings() -> [SyntaxIssue] {
    var findings: [SyntaxIssue] = []
    func note(_ runs: (first: Span, count: Int)?, _ kind: (Int) -> SyntaxIssue.Kind) {
      if let runs { findings.append(SyntaxIssue(kind(runs.count), runs.first)) }
    }
    note(firstAndCount(forEachInvalidRun)) { .invalidUTF8(count: $0) }
    note(firstAndCount(forEachNULRun)) { .nul(count: $0) }
    return findings
  }

  /// The places where the bytes are not UTF-8, and the NULs: a place a run of them.
  package func encodingIssues() -> [SyntaxIssue] {
    var issues: [SyntaxIssue] = []
    forEachInvalidRun { issues.append(SyntaxIssue(.invalidUTF8(count: 1), $0)) }
    forEachNULRun { issues.append(SyntaxIssue(.nul(count: 1), $0)) }
    return issues
  }

  private func firstAndCount(
    _ forEach: ((Span) -> Void) -> Void
  ) -> (first: Span, count: Int)? {
    var first: Span?
    var count = 0
    forEach { run in
      first = first ?? run
      count += 1
    }
    return first.map { ($0, count) }
  }

  private var isValidUTF8: Bool {
    if isASCII { return true }
    return bytes.span.isUTF8
  }

  private func forEachNULRun(_ visit: (Span) -> Void) {
    guard hasNUL else { return }
    var index = bytes.firstIndex(of: 0)
    while let start = index {
      let end = bytes[start...].firstIndex { $0 != 0 } ?? bytes.count
      visit(Span(start, end))
      index = bytes[end...].firstIndex(of: 0)
    }
  }

  private func forEachInvalidRun(_ visit: (Span) -> Void) {
    guard !isValidUTF8 else { return }
    var run: Span?
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let encoded):
        if let run { visit(run) }
        run = nil
        offset += encoded.count
      case .error(let length):
        run = Span(run?.start ?? offset, offset + length)
        offset += length
      case .emptyInput:
        if let run { visit(run) }
        return
      }
    }
  }
}
