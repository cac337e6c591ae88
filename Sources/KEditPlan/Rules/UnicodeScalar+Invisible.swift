extension Unicode.Scalar {
  /// White space, a control character, or a format character that changes how its neighbours look
  /// and is not seen itself. The joiners are none: emoji and words of some scripts are made with them.
  var isInvisible: Bool {
    if isASCII { return value <= 0x20 || value == 0x7F }
    if self == "\u{200C}" || self == "\u{200D}" { return false }
    if properties.isWhitespace { return true }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
