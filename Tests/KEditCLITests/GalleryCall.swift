import PosixFiles
import TestSupport

/// How a file of the gallery is given to the program.
///
/// Left alone it is checked. What else there is to it stands in a file beside it, `NAME.call`: a
/// command line in which `FILE` is the file, with variables of the environment before it. Other files
/// of its name, such as `NAME.csv`, are put beside it.
struct GalleryCall {
  let arguments: [String]
  private(set) var environment: [String: String]

  /// Puts the file, and those beside it, into the folder of the gallery's media.
  ///
  /// - Throws: `FileError`.
  init(_ name: String, in media: GalleryMedia) throws {
    environment = media.environment
    var line = "check FILE"
    for file in try FileSystem.list(GalleryTests.folder) where file.hasPrefix(name + ".") {
      let content = try FileSystem.read("\(GalleryTests.folder)/\(file)", limit: 1 << 20)
      switch Path.fileExtension(of: file) {
      case "txt": continue
      case "call": line = String(decoding: content, as: UTF8.self)
      default: try media.folder.write(file, content)
      }
    }
    var words = line.split { $0 == " " || $0 == "\n" }.map(String.init)
    while let word = words.first, let equals = word.firstIndex(of: "=") {
      environment[String(word[..<equals])] = String(word[word.index(after: equals)...])
      words.removeFirst()
    }
    arguments = words.map { $0 == "FILE" ? name + ".kedit" : $0 }
  }
}
