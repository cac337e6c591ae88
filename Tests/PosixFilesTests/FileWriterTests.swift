import Glibc
import PosixFiles
import TestSupport
import Testing

@Suite struct FileWriterTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `the target appears only when it is whole`() throws {
    var writer = try FileWriter(folder("a.mp4"))
    try writer.write(Array("hel".utf8))
    #expect(try !FileSystem.exists(folder("a.mp4")))
    try writer.write(Array("lo".utf8))
    #expect(writer.byteCount == 5)
    try writer.commit()
    #expect(try folder.names() == ["a.mp4"])
    #expect(try FileSystem.read(folder("a.mp4"), limit: 9) == Array("hello".utf8))
  }

  @Test func `a writer that is let go of leaves nothing behind`() throws {
    func fail() throws {
      var writer = try FileWriter(folder("a.mp4"))
      try writer.write([1, 2, 3])
      throw CancellationError()
    }
    #expect(throws: CancellationError.self) { try fail() }
    #expect(try folder.names().isEmpty)
  }

  @Test func `restarting forgets what was written`() throws {
    var writer = try FileWriter(folder("a"))
    try writer.write([1, 2, 3])
    try writer.restart()
    try writer.write([4])
    #expect(writer.byteCount == 1)
    try writer.commit()
    #expect(try FileSystem.read(folder("a"), limit: 9) == [4])
  }

  @Test func `a file that stands there is not replaced unasked`() throws {
    try folder.write("a", "old")
    var writer = try FileWriter(folder("a"))
    try writer.write([1])
    do {
      try writer.commit(replacing: false)
      Issue.record("it was replaced")
    } catch {
      #expect(error.isAlreadyThere)
    }
    #expect(try folder.names() == ["a"])
    #expect(try FileSystem.read(folder("a"), limit: 9) == Array("old".utf8))

    let other = try FileWriter(folder("b"))
    try other.commit(replacing: false)
    #expect(try folder.names() == ["a", "b"])
  }

  @Test func `the mode is the given one, else that of the replaced file`() throws {
    try FileSystem.write([], to: folder("a"), mode: 0o600)
    #expect(try FileSystem.status(of: folder("a")).mode == 0o600)
    try FileSystem.write([1], to: folder("a"))
    #expect(try FileSystem.status(of: folder("a")).mode == 0o600)
    try FileSystem.write([1], to: folder("a"), mode: 0o640)
    #expect(try FileSystem.status(of: folder("a")).mode == 0o640)
  }

  @Test func `writing through a link keeps the link`() throws {
    try folder.write("a", "old")
    #expect(symlink("a", folder("link")) == 0)
    try FileSystem.write([1], to: folder("link"))
    #expect(
      try FileSystem.status(of: folder("link"), followingLinks: false).kind == .symbolicLink)
    #expect(try FileSystem.read(folder("a"), limit: 9) == [1])
  }

  @Test func `a folder that is missing is an error at once`() throws {
    let error = #expect(throws: FileError.self) { _ = try FileWriter(folder("no/a")) }
    #expect(error?.isMissing == true)
  }
}
