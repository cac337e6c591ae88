import Glibc
import PosixFiles

/// Runs all blocks of a page, and writes it anew where that was asked for.
enum PageRunner {
  static func run(_ page: MarkdownPage) async throws -> (failures: [PageFailure], text: String) {
    var failures = page.faults
    var recorded: [Int: [String]] = [:]
    for section in page.sections {
      let outcome = try await SectionRunner.run(section)
      failures += outcome.failures
      recorded.merge(outcome.recorded) { first, _ in first }
    }
    return (failures.sorted { $0.line < $1.line }, text(of: page, with: recorded))
  }

  /// The page with other contents in the blocks of those lines.
  private static func text(of page: MarkdownPage, with recorded: [Int: [String]]) -> String {
    var lines = page.lines
    for block in page.blocks.reversed() {
      guard let content = recorded[block.line] else { continue }
      lines.replaceSubrange(block.line..<block.line + block.content.count, with: content)
    }
    return lines.joined(separator: "\n")
  }

  static func record(_ text: String, of page: MarkdownPage) throws {
    if text != page.lines.joined(separator: "\n") {
      try FileSystem.write(Array(text.utf8), to: Package.root + "/" + page.path)
    }
  }

  /// Whether pages are to be written anew, which only a person may ask for.
  static let records = getenv("KEDIT_RECORD").map { String(cString: $0) } == "1"
  static let isGate = getenv("CI") != nil
}
