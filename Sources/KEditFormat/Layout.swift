/// The measures of the canonical layout, in columns.
enum Layout {
  /// The longest line, where it is for the layout to say: a text is never broken.
  static let width = 100
  /// How far a clause stands in.
  static let clause = 2
  /// How far stands in what goes on with a clause, or with the words before the first one.
  static let continuation = 4
  /// Between code and the comment behind it.
  static let beforeComment = 2
  /// A moment that is longer than this does not push the points of the others to the right.
  static let longestAlignedMoment = 24
}
