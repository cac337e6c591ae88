import Glibc
import KEditCLI
import RobustnessChecks
import TestSupport
import Testing

/// Places are kept in 32 bits: a file that would not fit is refused before it is read.
@Suite struct TooLargeFileTests {
  /// A file of five gigabytes that takes no room on the disk.
  private static func writeLargeFile(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer { _ = close(descriptor) }
    try #require(ftruncate(descriptor, 5 << 30) == 0)
  }

  @Test(arguments: [
    ["check", "large.kedit"], ["plan", "large.kedit"],
    ["plan", "spec.kedit", "--each", "large.csv"], ["plan", "spec.kedit", "--each", "large.jsonl"],
  ])
  func isRefused(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    for name in ["large.kedit", "large.csv", "large.jsonl"] {
      try Self.writeLargeFile(folder(name))
    }
    try folder.write("spec.kedit", "param a\nvideo \"https://example.com/a.mp4\"\n")
    let run = await runProgram(arguments, in: folder.path)
    #expect(run.code == .localFile)
    #expect(run.error.contains("large."), "\(run.error)")
    #expect(run.error.contains("larger than"), "\(run.error)")
    #expect(run.output.isEmpty)
  }

  /// An include is part of the file that names it, and so is the mistake.
  @Test func includeIsRefused() async throws {
    let folder = try TemporaryFolder()
    try Self.writeLargeFile(folder("large.kedit"))
    try folder.write("spec.kedit", "include \"large.kedit\"\n")
    let run = await runProgram(["check", "spec.kedit"], in: folder.path)
    #expect(run.code == .faultyFile)
    #expect(run.error.contains("spec.kedit:1:9"), "\(run.error)")
    #expect(run.error.contains("larger than"), "\(run.error)")
  }
}
