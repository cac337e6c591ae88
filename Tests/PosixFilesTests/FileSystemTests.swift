import Glibc
import PosixFiles
import TestSupport
import Testing

@Suite struct FileSystemTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: [0, 1, 511, 512, 513, 70_000])
  func `a file reads back as it was written`(size: Int) throws {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileSystem.write(content, to: folder("a"))
    #expect(try FileSystem.read(folder("a"), limit: size) == content)
    #expect(try FileSystem.status(of: folder("a")).size == size)
  }

  @Test func `a file above the limit is refused, a device without end too`() throws {
    let file = try folder.write("a", "12345")
    let refusal = FileError(path: file, operation: .read, reason: .tooLarge(limit: 4))
    #expect(throws: refusal) { try FileSystem.read(file, limit: 4) }
    #expect(throws: FileError.self) {
      try FileSystem.read("/dev/zero", limit: 4, accepting: .anything)
    }
  }

  @Test func `a pipe that a spec names is refused instead of waited for`() throws {
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    let refusal = FileError(path: folder("pipe"), operation: .read, reason: .notAPlainFile)
    #expect(throws: refusal) { try FileSystem.read(folder("pipe"), limit: 10) }
    #expect(throws: FileError.self) {
      try FileSystem.read(folder.path, limit: 10, accepting: .anything)
    }
  }

  @Test func `an error says what could not be done, where and why`() throws {
    let path = folder("missing/a.png")
    let error = try #require(throws: FileError.self) { try FileSystem.read(path, limit: 10) }
    #expect(error.isMissing)
    #expect(error.description == "cannot open '\(path)': No such file or directory")
  }

  @Test func `a path with a NUL never reaches the system cut short`() throws {
    try folder.write("a", "secret")
    #expect(throws: FileError.self) { try FileSystem.read(folder("a\0.png"), limit: 10) }
    #expect(throws: FileError.self) { try FileSystem.write([], to: folder("a\0.png")) }
    #expect(throws: FileError.self) { try FileSystem.removeFile(folder("a\0.png")) }
  }

  @Test func `chunks arrive whole and in order`() throws {
    let content = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
    let reader = try FileReader(try folder.write("a", content))
    var collected: [UInt8] = []
    #expect(try reader.forEachChunk(of: 64) { collected += $0 } == 1_000)
    #expect(collected == content)
    try reader.seek(to: 990)
    #expect(try reader.read(upTo: 4) == Array(content[990..<994]))
    #expect(try reader.read(upTo: 400) == Array(content[994...]))
    #expect(try reader.read(upTo: 4) == [])
  }

  @Test func `folders are created once, listed in order and removed with what is in them`() throws {
    try FileSystem.createFolders(folder("x/y/z"))
    try FileSystem.createFolders(folder("x/y/z"))
    try folder.write("x/b", "")
    try folder.write("x/a", "")
    #expect(symlink(folder("x"), folder("x/y/loop")) == 0)
    #expect(try FileSystem.list(folder("x")) == ["a", "b", "y"])
    #expect(throws: FileError.self) { try FileSystem.createFolders(folder("x/a")) }
    #expect(throws: FileError.self) { try FileSystem.createFolders(folder("x/a/b")) }
    try FileSystem.removeTree(folder("x"))
    try FileSystem.removeTree(folder("x"))
    #expect(try folder.names().isEmpty)
  }

  @Test func `what exists is told from what does not, a dangling link included`() throws {
    #expect(symlink("nowhere", folder("link")) == 0)
    #expect(try FileSystem.exists(folder("link")))
    #expect(try !FileSystem.exists(folder("nowhere")))
    #expect(throws: FileError.self) { try FileSystem.status(of: folder("link")) }
    #expect(
      try FileSystem.status(of: folder("link"), followingLinks: false).kind == .symbolicLink)
  }

  @Test func `the environment gives the current folder and a home`() throws {
    #expect(Path.isAbsolute(try ProcessEnvironment.currentFolder()))
    #expect(ProcessEnvironment.homeFolder(variable: "/home/x") == "/home/x")
    let path = try #require(ProcessEnvironment.variable("PATH"))
    #expect(ProcessEnvironment.variables()["PATH"] == path)
    #expect(ProcessEnvironment.variable("no variable has this name") == nil)
  }
}
