import Testing

/// The reference does what it says: every block of every page is run and compared.
///
/// With `KEDIT_RECORD=1` the blocks that say something else are written anew, for a person to read;
/// where `CI` is set that is refused.
@Suite("The reference") struct ReferencePageTests {
  @Test(arguments: Package.pages)
  func `Every block says what is the case`(_ path: String) async throws {
    let page = try MarkdownPage(path)
    let (failures, text) = try await PageRunner.run(page)
    if PageRunner.records {
      try #require(!PageRunner.isGate, "nothing is recorded where CI is set")
      try PageRunner.record(text, of: page)
    }
    for failure in failures {
      Issue.record("\(path):\(failure.line): \(failure.message)")
    }
  }
}
