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
    /// Whether the page shows findings about it that make it no sentence of the language.
    var isRefused = false

    var description: String { name }
  }

  /// Every example, and every block of a Markdown file that is a file of the language.
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

  /// The blocks that are marked as kedit; what the page says of each stands in those behind it.
  private static func blocks(of path: String) throws -> [Sample] {
    var samples: [Sample] = []
    var fence: (mark: Substring, line: Int)?
    var lines: [Substring] = []
    let all = try text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in all.enumerated() {
      if let begun = fence {
        guard line == "```" else {
          lines.append(line)
          continue
        }
        fence = nil
        let text = lines.joined(separator: "\n")
        if begun.mark == "kedit" || begun.mark.hasPrefix("kedit ") {
          samples.append(Sample(name: "\(path):\(begun.line)", text: text))
        } else if text.contains(/\bK(1\d\d|507|509|7\d\d)\b/), !samples.isEmpty {
          samples[samples.count - 1].isRefused = true
        }
      } else if line.hasPrefix("```") {
        fence = (line.dropFirst(3), number + 2)
        lines = []
      }
    }
    return samples
  }
}
