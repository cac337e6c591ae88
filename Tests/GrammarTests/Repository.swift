import PosixFiles

/// The files of the package that these tests hold against the grammar.
enum Repository {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  static func bytes(of path: String) throws -> [UInt8] {
    try FileSystem.read(root + "/" + path, limit: 1 << 20)
  }

  static func text(of path: String) throws -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  /// A file of the language, or a block of one in a Markdown file.
  struct Sample: Sendable, CustomStringConvertible {
    let name: String
    let text: String

    var description: String { name }
  }

  /// Every example, and every block of a Markdown file that its reader is told to write like that.
  static func samples() throws -> [Sample] {
    let examples = try names(in: "specs/examples", ending: ".kedit").map {
      Sample(name: $0, text: try text(of: $0))
    }
    let pages = try ["README.md"] + names(in: "specs/reference", ending: ".md")
    return examples + (try pages.flatMap { try blocks(of: $0) })
  }

  private static func names(in folder: String, ending: String) throws -> [String] {
    try FileSystem.list(root + "/" + folder).filter { $0.hasSuffix(ending) }.sorted().map {
      folder + "/" + $0
    }
  }

  /// The blocks that are marked as kedit and nothing more.
  private static func blocks(of path: String) throws -> [Sample] {
    var blocks: [Sample] = []
    var start: Int?
    var lines: [Substring] = []
    let all = try text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in all.enumerated() {
      if let begin = start {
        if line == "```" {
          blocks.append(Sample(name: "\(path):\(begin)", text: lines.joined(separator: "\n")))
          start = nil
        } else {
          lines.append(line)
        }
      } else if line == "```kedit" {
        start = number + 2
        lines = []
      }
    }
    return blocks
  }
}
