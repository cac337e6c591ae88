/// What a terminal can do and says of itself when it is asked.
package struct TerminalKind: Hashable, Sendable {
  /// Whether it answers what it is, where its cursor stands, and how large it is.
  package var answersQueries: Bool
  /// Whether it shows pictures by kitty's protocol, and says so.
  package var showsKittyGraphics: Bool
  /// The size of a cell in pixels; `nil` for a terminal that does not tell.
  package var cellPixels: CellPixels?

  package struct CellPixels: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  package init(
    answersQueries: Bool, showsKittyGraphics: Bool = false, cellPixels: CellPixels? = nil
  ) {
    self.answersQueries = answersQueries
    self.showsKittyGraphics = showsKittyGraphics
    self.cellPixels = cellPixels
  }

  /// Answers, and knows no pictures.
  package static let xterm = TerminalKind(answersQueries: true)
  /// Answers, and shows pictures.
  package static let kitty = TerminalKind(
    answersQueries: true, showsKittyGraphics: true, cellPixels: CellPixels(width: 8, height: 16))
  /// Shows text and never answers: a program must not wait for it.
  package static let silent = TerminalKind(answersQueries: false)
}
