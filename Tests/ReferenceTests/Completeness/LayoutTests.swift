import PosixFiles
import TestSupport
import Testing

/// Who copies a file from the reference has it in the layout that `kedit fmt` gives it.
@Suite("The layout of the files in the reference") struct LayoutTests {
  /// The pages that are about layout, and show what is not laid out.
  private static let exempt = ["formatting.md", "lexical.md"]

  @Test(arguments: Package.pages.filter { !exempt.contains(Path.name(of: $0)) })
  func `Files without mistakes are laid out`(_ path: String) async throws {
    let blocks = try MarkdownPage(path).blocks
    let folder = try TemporaryFolder()
    for (index, block) in blocks.enumerated() where block.kind == "kedit" {
      if index + 1 < blocks.count, blocks[index + 1].kind == "diagnostics" { continue }
      let file = "line-\(block.line).kedit"
      try folder.write(file, block.text)
      // Of a file with a mistake the statement that has it is left as it is.
      let diff = await Kedit.run(["fmt", "--diff", file], in: folder.path)
      #expect(diff.output.isEmpty, "\(path):\(block.line):\n\(diff.output)")
    }
  }
}
