import Glibc
import TestSupport
import Testing

@testable import PosixFiles

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

  @Test func `nothing has a name before it is whole, and no kill leaves any`() throws {
    var writer = try FileWriter(folder("a.mp4"))
    try writer.write([1, 2, 3])
    #expect(try folder.names().isEmpty)
    try writer.commit(replacing: false)
    #expect(try folder.names() == ["a.mp4"])
  }

  @Test func `replacing leaves no second name`() throws {
    try folder.write("a", "old")
    for mayBeNameless in [true, false] {
      var writer = try FileWriter(folder("a"), mayBeNameless: mayBeNameless)
      try writer.write([1])
      try writer.commit()
      #expect(try folder.names() == ["a"])
      #expect(try FileSystem.read(folder("a"), limit: 9) == [1])
    }
  }

  @Test func `what a killed process left behind is replaced by the next writer`() throws {
    // A rename that was cut short, and a download where every file has a name.
    try folder.write("a", "old")
    let name = Path.name(of: TemporaryName(for: folder("a")).path)
    for mayBeNameless in [true, false] {
      try folder.write(name, "half")
      var writer = try FileWriter(folder("a"), mayBeNameless: mayBeNameless)
      try writer.write([7])
      try writer.commit()
      #expect(try folder.names() == ["a"])
      #expect(try FileSystem.read(folder("a"), limit: 9) == [7])
    }
  }

  @Test func `two writers of one target do not disturb each other`() throws {
    for mayBeNameless in [true, false] {
      var first = try FileWriter(folder("a"), mayBeNameless: mayBeNameless)
      var second = try FileWriter(folder("a"), mayBeNameless: mayBeNameless)
      try first.write([1])
      try second.write([2, 2])
      try second.commit()
      #expect(try FileSystem.read(folder("a"), limit: 9) == [2, 2])
      try first.commit()
      #expect(try FileSystem.read(folder("a"), limit: 9) == [1])
      #expect(try folder.names() == ["a"])
    }
  }

  @Test func `a leftover that is a link is not written through`() throws {
    try folder.write("precious", "mine")
    #expect(symlink("precious", TemporaryName(for: folder("a")).path) == 0)
    for mayBeNameless in [true, false] {
      var writer = try FileWriter(folder("a"), mayBeNameless: mayBeNameless)
      try writer.write([1])
      try writer.commit()
    }
    #expect(try FileSystem.read(folder("precious"), limit: 9) == Array("mine".utf8))
  }

  @Test func `a file with a name is not replaced unasked either, and removed`() throws {
    try folder.write("a", "old")
    var writer = try FileWriter(folder("a"), mayBeNameless: false)
    try writer.write([1])
    do throws(FileError) {
      try writer.commit(replacing: false)
      Issue.record("it was replaced")
    } catch {
      #expect(error.isAlreadyThere)
    }
    #expect(try folder.names() == ["a"])
  }

  @Test func `the longest name there is can be written`() throws {
    let name = String(repeating: "n", count: 255)
    for mayBeNameless in [true, false] {
      var writer = try FileWriter(folder(name), mayBeNameless: mayBeNameless)
      try writer.write([1])
      try writer.commit()
    }
    #expect(try folder.names() == [name])
  }

  @Test func `a move that was killed halfway is brought to its end`() throws {
    try folder.write("a", "1")
    #expect(link(folder("a"), folder("b")) == 0)
    try FileSystem.move(folder("a"), withoutReplacing: folder("b"))
    #expect(try folder.names() == ["b"])
  }

  @Test func `moving never replaces`() throws {
    try folder.write("a", "1")
    try folder.write("b", "2")
    let error = #expect(throws: FileError.self) {
      try FileSystem.move(folder("a"), withoutReplacing: folder("b"))
    }
    #expect(error?.isAlreadyThere == true)
    try FileSystem.move(folder("a"), withoutReplacing: folder("c"))
    #expect(try folder.names() == ["b", "c"])
    let missing = #expect(throws: FileError.self) {
      try FileSystem.move(folder("a"), withoutReplacing: folder("d"))
    }
    #expect(missing?.isMissing == true)
  }
}
