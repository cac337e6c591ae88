import KEditCLI
import PosixFiles
import TestSupport
import Testing

@Suite("kedit new")
struct NewCommandTests {
  @Test("A file is written, its path printed, and never overwritten")
  func file() async throws {
    let folder = try TemporaryFolder()
    let first = await kedit(["new", "first"], in: folder.path)
    #expect(first.code == .done)
    #expect(first.output == "first.kedit\n")
    let written = try FileSystem.read(folder("first.kedit"), limit: 10_000)
    #expect(String(decoding: written, as: UTF8.self).hasPrefix("kedit 1\n"))

    try folder.write("first.kedit", "mine")
    let second = await kedit(["new", "first.kedit"], in: folder.path)
    #expect(second.code == .localFile)
    #expect(second.error.contains("'first.kedit' exists already"))
    #expect(try FileSystem.read(folder("first.kedit"), limit: 10_000) == Array("mine".utf8))
    #expect(try folder.names() == ["first.kedit"])
  }

  @Test("Without a name the file goes to standard output", arguments: [["new"], ["new", "-"]])
  func standardOutput(arguments: [String]) async {
    let run = await kedit(arguments)
    #expect(run.code == .done)
    #expect(run.output.hasPrefix("kedit 1\n"))
  }

  @Test(
    "What to type next can be typed as it stands",
    arguments: [
      ("first", "kedit check first.kedit"), ("größe", "kedit check größe.kedit"),
      ("my file", "kedit check 'my file.kedit'"), ("it's", #"kedit check 'it'\''s.kedit'"#),
    ])
  func nextCommand(name: String, command: String) async throws {
    let folder = try TemporaryFolder()
    let run = await kedit(["new", name], in: folder.path)
    #expect(run.error.hasSuffix(": \(command)\n"))
  }

  @Test("A folder that is not there is a failure of the file system")
  func missingFolder() async throws {
    let folder = try TemporaryFolder()
    let run = await kedit(["new", "no/such/first.kedit"], in: folder.path)
    #expect(run.code == .localFile)
    #expect(run.error.contains("No such file or directory"))
  }
}
