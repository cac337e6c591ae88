import PosixFiles

/// The files of the package that these tests were built from.
enum Repository {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// The fenced `kedit` blocks of all pages of the reference.
  static func blocksOfReference() throws -> [(line: Int, text: String)] {
    try FileSystem.list(root + "/specs/reference").filter { $0.hasSuffix(".md") }
      .flatMap { try blocks(of: "specs/reference/" + $0) }
  }

  /// The fenced `kedit` blocks of a document, each with its first line.
  static func blocks(of file: String) throws -> [(line: Int, text: String)] {
    let text = String(
      decoding: try FileSystem.read("\(root)/\(file)", limit: 1 << 20), as: UTF8.self)
    var blocks: [(line: Int, text: String)] = []
    var isInside = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        isInside = line.dropFirst(3).prefix { $0 != " " } == "kedit"
        if isInside { blocks.append((number + 2, "")) }
      } else if isInside {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    return blocks
  }
}
