import PosixFiles

/// The small pictures and films of the examples.
enum ExampleMedia {
  static func path(_ name: String) -> String {
    let package = Path.folder(of: Path.folder(of: Path.folder(of: #filePath)))
    return package + "/specs/examples/media/" + name
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try FileSystem.read(path(name), limit: 16 << 20)
  }
}
