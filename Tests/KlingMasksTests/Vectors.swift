import KlingMasks
import OrderedJSON
import PosixFiles
import Testing

/// Counts that another implementation made, with what it says of them.
enum Vectors {
  struct Mask: CustomTestStringConvertible {
    let name: String
    let height: Int
    let width: Int
    let counts: String
    let area: Int
    let box: PixelBox
    let sha256: String

    var testDescription: String { name }
  }

  struct Unsound: CustomTestStringConvertible {
    let counts: String
    /// Where the fault is, in bytes.
    let offset: Int
    /// A part of the message.
    let message: String

    var testDescription: String { counts }
  }

  static func load() throws -> JSON {
    let path = Path.join(Path.folder(of: #filePath), "vectors.json")
    return try JSON.parse(try FileSystem.read(path, limit: 1 << 20))
  }

  static func masks() throws -> [Mask] {
    let list = try load()["masks"]?.array
    return try #require(list).map { entry in
      let size = entry["size"]?.array?.compactMap(\.int) ?? []
      let box = entry["box"]?.array?.compactMap(\.int) ?? []
      try #require(size.count == 2 && box.count == 4)
      return Mask(
        name: try #require(entry["name"]?.string), height: size[0], width: size[1],
        counts: try #require(entry["counts"]?.string), area: try #require(entry["area"]?.int),
        box: PixelBox(x: box[0], y: box[1], width: box[2], height: box[3]),
        sha256: try #require(entry["sha256"]?.string))
    }
  }

  static func unsound() throws -> [Unsound] {
    let list = try load()["unsound"]?.array
    return try #require(list).map { entry in
      Unsound(
        counts: try #require(entry["counts"]?.string),
        offset: try #require(entry["offset"]?.int),
        message: try #require(entry["message"]?.string))
    }
  }
}
