import PosixFiles
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("", "."), (".", "."), ("/", "/"), ("//a///b/", "/a/b"), ("a/./b/../c", "a/c"),
    ("../a/../../b", "../../b"), ("/../a", "/a"), ("a/..", "."), ("ä/./猫", "ä/猫"),
  ])
  func `normalising resolves what text alone can resolve`(path: String, expected: String) {
    #expect(Path.normalize(path) == expected)
    #expect(Path.normalize(expected) == expected)
  }

  @Test(arguments: [
    ("specs", "media/a.png", "specs/media/a.png"), ("specs/", "a", "specs/a"),
    ("specs", "/a", "/a"), (".", "a", "a"), ("", "a", "a"), ("specs", "", "specs"),
  ])
  func `joining keeps an absolute path`(folder: String, path: String, expected: String) {
    #expect(Path.join(folder, path) == expected)
  }

  @Test(arguments: [
    ("media/farm.mp4", "media", "farm.mp4", "farm", "mp4"),
    ("farm.TAR.GZ", ".", "farm.TAR.GZ", "farm.TAR", "gz"),
    ("/farm", "/", "farm", "farm", ""),
    ("/a//b//", "/a", "b", "b", ""),
    (".hidden", ".", ".hidden", ".hidden", ""),
    ("/", "/", "/", "/", ""),
  ])
  func `a path is taken apart as dirname and basename do it`(
    path: String, folder: String, name: String, stem: String, fileExtension: String
  ) {
    #expect(Path.folder(of: path) == folder)
    #expect(Path.name(of: path) == name)
    #expect(Path.stem(of: path) == stem)
    #expect(Path.fileExtension(of: path) == fileExtension)
  }

  @Test(arguments: [
    ("/a/b", "/a/b", "."), ("/a/b/c", "/a/b", "c"), ("/a", "/a/b/c", "../.."),
    ("/a/x", "/a/b", "../x"), ("/", "/a", ".."), ("/ab", "/a", "../ab"), ("x/y", ".", "x/y"),
    (".", "x", ".."),
  ])
  func findsTheWay(_ path: String, _ folder: String, _ expected: String) {
    #expect(Path.relative(path, from: folder) == expected)
  }
}
