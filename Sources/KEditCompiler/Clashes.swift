import KEditSyntax

/// Pairs of edits that give the same where each must give its own: files, ids.
///
/// What the cells of a row bring is a mistake of each row. What the file says of itself is one
/// mistake, however many rows show it.
struct Clashes {
  struct Clash {
    /// What both give.
    let subject: String
    /// Where it is to be mended.
    let site: Site
    /// Where it was given before; `nil` where that is the same place.
    let first: Place?
    fileprivate let firstRow: Int?
    fileprivate let row: Int?
    /// How many more rows have it.
    fileprivate var others = 0

    /// Whether every row gives the same of one edit.
    var isOfEveryRow: Bool { first == nil && firstRow != row }

    /// The rows that have it, for the end of a message.
    var rows: String {
      guard let firstRow, let row else { return "" }
      let these = firstRow == row ? "row \(row)" : "rows \(firstRow) and \(row)"
      if firstRow == row, others == 0 { return "" }
      return ", of \(these)" + (others > 0 ? " and \(others) more" : "")
    }
  }

  /// The places in the file that two edits have what they give from.
  private struct Pair: Hashable {
    let first: Place
    let second: Place
  }

  private(set) var found: [Clash] = []
  private let table: Int32?
  private var numbers: [Pair: Int] = [:]

  init(table: Int32?) {
    self.table = table
  }

  mutating func add(
    _ first: EditResult, _ firstSite: Site, _ second: EditResult, _ secondSite: Site,
    over subject: String
  ) {
    var (one, other) = (firstSite, secondSite)
    // Of a cell and what stands in the file, the cell is the one that can be another.
    if isCell(one), !isCell(other) { swap(&one, &other) }
    let isOfFile = !isCell(other) || one.place == other.place
    if isOfFile {
      let pair = Pair(first: one.usedAt ?? one.place, second: other.usedAt ?? other.place)
      if let number = numbers[pair] {
        found[number].others += 1
        return
      }
      numbers[pair] = found.count
    }
    // Two edits that take one cell are told apart only in the file.
    if isCell(other), one.place == other.place, let second = other.usedAt {
      (one, other) = (Site(one.usedAt ?? second), Site(second))
    }
    found.append(
      Clash(
        subject: subject, site: other, first: one.place == other.place ? nil : one.place,
        firstRow: first.row, row: second.row))
  }

  private func isCell(_ site: Site) -> Bool { site.place.text == table }
}
