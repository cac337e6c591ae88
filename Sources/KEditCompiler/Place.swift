import KEditSyntax

/// A place in one of the texts that a compilation reads, small enough to keep for every part.
struct Place: Hashable, Sendable {
  /// The number of the text (see `TextSet`); 0 is the file itself.
  let text: Int32
  private let start: UInt32
  private let end: UInt32

  init(text: Int, span: Span) {
    self.text = Int32(truncatingIfNeeded: text)
    self.start = UInt32(truncatingIfNeeded: span.start)
    self.end = UInt32(truncatingIfNeeded: span.end)
  }

  var span: Span { Span(Int(start), Int(end)) }

  /// The empty place behind its last byte.
  var endPlace: Place { Place(text: Int(text), span: Span(Int(end), Int(end))) }
}

/// Where a value stands, and where it is used if that is elsewhere.
///
/// What a parameter brings is wrong where it was given; the place that it was put into explains why.
struct Site: Hashable, Sendable {
  let place: Place
  let usedAt: Place?

  init(_ place: Place, usedAt: Place? = nil) {
    self.place = place
    self.usedAt = usedAt
  }
}

/// The texts that a compilation reads: the file, what it includes, and what gives values.
struct TextSet: Sendable {
  struct Entry: Sendable {
    let source: SourceText
    /// What relative paths in it start from, itself relative to the file's folder; empty for that.
    let folder: String
    /// Whether it came by `include`, where what is not used is not worth a warning.
    let isIncluded: Bool
  }

  private(set) var entries: [Entry] = []

  /// Takes up a text; its number.
  mutating func add(_ source: SourceText, folder: String = "", isIncluded: Bool = false) -> Int {
    entries.append(Entry(source: source, folder: folder, isIncluded: isIncluded))
    return entries.count - 1
  }

  subscript(number: Int32) -> Entry { entries[Int(number)] }

  /// A path as seen from the folder of the file.
  func path(_ path: String, from text: Int32) -> String {
    let folder = entries[Int(text)].folder
    if folder.isEmpty || path.utf8.first == UInt8(ascii: "/") { return path }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
  }
}
