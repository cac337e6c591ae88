import KEditPlan

/// A prompt while it is put together, which stops where no prompt can be so long.
///
/// A few letters of a file can stand for megabytes, in thousands of edits: what is refused anyhow is
/// not made up to its end.
struct PromptText {
  /// Four times what the service takes: so far a text's length is told to the letter.
  static let longest = 4 * Limits.promptScalars

  private(set) var text = ""
  /// Whether something was left out, so that it has more characters than `longest`.
  private(set) var isCut = false

  /// More bytes than that are more characters than `longest`.
  private static let mostBytes = 4 * longest

  /// Whether a text has more than `longest` characters for certain.
  static func isFarTooLong(_ text: String) -> Bool { text.utf8.count > mostBytes }

  mutating func append(_ piece: String) {
    if isCut { return }
    isCut = text.utf8.count + piece.utf8.count > Self.mostBytes
    if !isCut { text += piece }
  }
}
