import Testing

/// The two commands that a stranger types are promised, and so is what they lead to.
@Suite struct ReadmeTests {
  private static let first = """
    .ci/packages && swift run --configuration release kedit run \
    specs/examples/remove-chick.kedit --simulate --yes --output-dir out
    """
  private static let second = ".ci/packages && swift test"

  @Test("The README holds both commands, each on a line of its own", arguments: [first, second])
  func holds(command: String) throws {
    #expect(try Repository.lines(of: "README.md").contains { $0 == command })
  }

  @Test("The gate runs the tests as the README says")
  func gateRunsTheReadmesCommand() throws {
    #expect(try Repository.lines(of: ".ci/run").contains { $0 == Self.second })
  }

  @Test("Every file that the README links to is there")
  func linksLeadSomewhere() throws {
    let links = try Repository.text(of: "README.md").matches(of: /\]\(([^):#]+)\)/)
    #expect(!links.isEmpty)
    for link in links {
      let parts = link.output.1.split(separator: "/")
      let folder = parts.dropLast().joined(separator: "/")
      #expect(try Repository.names(in: folder).contains(String(parts.last ?? "")))
    }
  }
}
