import PosixFiles

/// A page of Markdown, taken apart as far as the tests of the reference need it.
struct MarkdownPage: Sendable {
  /// Its path in the package, as a failure names it.
  let path: String
  let lines: [String]
  let headings: [Heading]
  let blocks: [FencedBlock]
  /// The lines outside of fenced blocks, each with its number.
  let prose: [(number: Int, text: String)]
  /// What cannot be a page of the reference, such as a fence that is never closed.
  let faults: [PageFailure]

  struct Heading: Sendable {
    let level: Int
    let text: String
    /// Counted from 1.
    let line: Int
  }

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var reading = Reading()
    for (index, line) in lines.enumerated() { reading.take(line, number: index + 1) }
    reading.end()
    headings = reading.headings
    blocks = reading.blocks
    prose = reading.prose
    faults = reading.faults
  }

  /// Reads a page of the package.
  init(_ path: String) throws {
    let bytes = try FileSystem.read(Package.root + "/" + path, limit: 1 << 22)
    self.init(path: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// The blocks that share a folder: those between two headings of the first or second level.
  var sections: [[FencedBlock]] {
    let starts = headings.filter { $0.level <= 2 }.map(\.line)
    var sections: [[FencedBlock]] = []
    var last = -1
    for block in blocks {
      let section = starts.count { $0 < block.line }
      if section != last { sections.append([]) }
      last = section
      sections[sections.count - 1].append(block)
    }
    return sections
  }

  /// The prose below a heading, up to the next one of its level or above.
  func prose(below heading: Heading) -> [String] {
    let next = headings.first { $0.line > heading.line && $0.level <= heading.level }
    let end = next?.line ?? .max
    return prose.filter { heading.line < $0.number && $0.number < end }.map(\.text)
  }
}

/// A fenced block: what stands between two lines of backquotes.
struct FencedBlock: Sendable {
  /// The first word behind the opening fence, `kedit`; empty where there is none.
  let kind: String
  /// The other words there.
  let arguments: [String]
  let content: [String]
  /// The line of the opening fence, counted from 1.
  let line: Int

  var text: String { content.map { $0 + "\n" }.joined() }
}

/// What is wrong with a page, and where.
struct PageFailure: Hashable, Sendable {
  let line: Int
  let message: String
}

/// The state of reading a page line by line.
private struct Reading {
  var headings: [MarkdownPage.Heading] = []
  var blocks: [FencedBlock] = []
  var prose: [(number: Int, text: String)] = []
  var faults: [PageFailure] = []
  private var open: (fence: String, info: [String], line: Int, content: [String])?

  mutating func take(_ line: String, number: Int) {
    if let block = open {
      if line == block.fence {
        close(block)
      } else {
        open?.content.append(line)
      }
      return
    }
    let fence = line.prefix { $0 == "`" }
    if fence.count >= 3 {
      let info = line.dropFirst(fence.count).split(separator: " ").map(String.init)
      open = (String(fence), info, number, [])
      return
    }
    if line.drop(while: { $0 == " " }).hasPrefix("```") || line.hasPrefix("~~~") {
      faults.append(PageFailure(line: number, message: "a fence stands at the start of its line"))
    }
    prose.append((number, line))
    let marks = line.prefix { $0 == "#" }
    if (1...6).contains(marks.count), line.dropFirst(marks.count).hasPrefix(" ") {
      let text = line.dropFirst(marks.count + 1)
      headings.append(.init(level: marks.count, text: String(text), line: number))
    }
  }

  mutating func end() {
    guard let block = open else { return }
    faults.append(PageFailure(line: block.line, message: "the block is not closed"))
  }

  private mutating func close(
    _ block: (fence: String, info: [String], line: Int, content: [String])
  ) {
    open = nil
    blocks.append(
      FencedBlock(
        kind: block.info.first ?? "", arguments: Array(block.info.dropFirst()),
        content: block.content, line: block.line))
  }
}
