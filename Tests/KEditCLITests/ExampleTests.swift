import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@testable import KEditCLI

/// Every file of `specs/examples` does what its reader expects.
@Suite struct ExampleTests {
  static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/specs/examples"
  }()

  static let names: [String] = {
    ((try? FileSystem.list(folder)) ?? []).filter { $0.hasSuffix(".kedit") }.sorted()
  }()

  @Test func thereAreExamplesOfEverything() {
    #expect(Self.names.count >= 11)
    #expect(Self.names.contains("remove-chick.kedit"))
  }

  @Test(arguments: names)
  func checks(_ name: String) async {
    let run = await kedit(["check", name, "--deny-warnings"], in: Self.folder)
    #expect(run.code == .done, "\(run.error)")
  }

  /// The same bytes, twice and from another folder.
  @Test(arguments: names)
  func plansTheSameEverywhere(_ name: String) async throws {
    let here = await kedit(["plan", name, "--format", "json"], in: Self.folder)
    let again = await kedit(["plan", name, "--format", "json"], in: Self.folder)
    let elsewhere = await kedit(["plan", "\(Self.folder)/\(name)", "--format", "json"], in: "/")
    #expect(here.code == .done && !here.output.isEmpty, "\(here.error)")
    #expect(here.output == again.output)
    #expect(here.output == elsewhere.output)
  }

  /// Carried out from a fresh state: every result is on disk, and its path is printed.
  @Test(arguments: names)
  func runs(_ name: String) async throws {
    try await expectToRun(name)
  }

  @Test func runsAgainFromAFreshState() async throws {
    for _ in 1...2 { try await expectToRun("remove-chick.kedit") }
  }

  /// A table makes the edits of a file once for each of its rows.
  @Test func makesAnExampleForEveryRow() async throws {
    let run = await kedit(
      ["plan", "parameters.kedit", "--each", "animals.csv"], in: Self.folder)
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.contains("without.2: remove, line 14, row 2"))
    #expect(run.output.contains("with grass, and a few \"daisies\""))
  }

  private func expectToRun(_ name: String) async throws {
    let plan = await kedit(["plan", name, "--format", "json"], in: Self.folder)
    let edits = try #require(try JSON.parse(Array(plan.output.utf8))["edits"]?.array)
    let temporary = try TemporaryFolder()
    let run = await kedit(
      [
        "run", name, "--simulate", "--yes", "--poll-interval", "0.05", "--output-dir",
        "\(temporary.path)/out", "--state", "\(temporary.path)/journal.sqlite",
      ], in: Self.folder)
    #expect(run.code == .done, "\(run.error)")
    let paths = run.output.split(separator: "\n").map(String.init)
    #expect(paths.count == edits.count)
    for path in paths {
      let bytes = try FileSystem.read(path, limit: 64 << 20)
      #expect(bytes.count > 1_000 && Array(bytes[4..<8]) == Array("ftyp".utf8), "\(path)")
    }
  }
}
