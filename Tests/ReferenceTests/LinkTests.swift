import PosixFiles
import Testing

/// Whoever follows a link of a page arrives.
@Suite("Links of the reference") struct LinkTests {
  @Test(arguments: Package.pages)
  func `Every link leads to a file, and to a heading in it`(_ path: String) throws {
    let page = try MarkdownPage(path)
    for link in page.links where !link.target.hasPrefix("https://") {
      let parts = link.target.split(
        separator: "#", maxSplits: 1, omittingEmptySubsequences: false
      ).map(String.init)
      let target =
        parts[0].isEmpty ? path : Path.normalize(Path.join(Path.folder(of: path), parts[0]))
      guard try FileSystem.exists(Package.root + "/" + target) else {
        Issue.record("\(path):\(link.line): there is no \(target)")
        continue
      }
      if parts.count > 1, try !MarkdownPage(target).anchors.contains(parts[1]) {
        Issue.record("\(path):\(link.line): \(target) has no heading #\(parts[1])")
      }
    }
  }

  @Test func `The index leads to every page`() throws {
    let index = try MarkdownPage(Package.referenceFolder + "/README.md")
    let targets = Set(index.links.map(\.target))
    for page in Package.pages.dropFirst() where page != index.path {
      #expect(targets.contains(Path.name(of: page)))
    }
  }

  @Test func `The README leads to the reference`() throws {
    let links = try MarkdownPage("README.md").links.map(\.target)
    #expect(links.contains { $0.hasPrefix(Package.referenceFolder) })
  }
}
