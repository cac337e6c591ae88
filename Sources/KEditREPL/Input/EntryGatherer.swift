/// Gathers lines until they are an entry of which something can be made.
package struct EntryGatherer {
  /// The lines so far.
  package private(set) var entry = ""
  private var end: OpenEnd?

  package init() {}

  /// Whether lines are there that something is missing from.
  package var isGoingOn: Bool { end != nil }

  /// Takes a line, or several.
  ///
  /// - Returns: whether the entry is whole.
  package mutating func take(_ line: String) -> Bool {
    if var open = end {
      // A text that goes on is one text, for a line end cannot stand in it.
      entry += (open.missing == .text ? " " : "\n") + line
      open.readOn(line)
      end = open
      if open.missing != nil { return false }
    } else {
      entry = line
    }
    end = Unfinished.missing(from: entry) == nil ? nil : OpenEnd(entry)
    return end == nil
  }

  /// Forgets the lines so far.
  package mutating func forget() { self = EntryGatherer() }
}
