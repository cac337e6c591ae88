import KEditSyntax

/// Values from outside that are none of their parameter's kind.
extension Report {
  mutating func reportUnreadable(
    _ text: String, for name: String, _ kind: ParameterKind, at place: Place
  ) {
    let isSigned =
      kind == .number
      && (text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+"))
      && ParameterValue(text.withoutFirstByte, as: .number) != nil
    error(
      .parameterValue,
      "\(quoted(text)) is not \(isSigned ? "a number without a sign" : kind.words), which the parameter \(quoted(name)) stands for",
      at: place,
      help: kind.advice(against: text, name) ?? "write it as in a file: `\(kind.example)`")
  }
}

extension ParameterKind {
  /// What to write in the place of a text that is no value of the kind; `nil` where that cannot be
  /// told.
  fileprivate func advice(against text: String, _ name: String) -> String? {
    // What is longer is no number with a slip in it.
    guard text.utf8.count < 60 else { return nil }
    let candidates =
      switch self {
      case .text: [String]()
      case .number:
        [text.replacing(",", with: "."), text.withoutBlanks, text.replacing("frame ", with: "")]
      case .point: ["(\(text))", text.withoutBlanks, text.replacing(";", with: ",")]
      case .moment: [text.withoutBlanks, "frame \(text)"]
      }
    let isNumber = ParameterValue(text, as: .number) != nil
    if self == .moment, isNumber {
      return "write `frame \(text)` for the frame, `\(text)s` for the time"
    }
    if let meant = candidates.first(where: { ParameterValue($0, as: self) != nil }) {
      return "write `\(meant)`"
    }
    if self == .number,
      ParameterValue(text, as: .moment) != nil || text == "first" || text == "last"
    {
      return "to give a whole moment, let the parameter stand for it: `at {\(name)}`"
    }
    return nil
  }
}

extension String {
  fileprivate var withoutFirstByte: String { String(decoding: utf8.dropFirst(), as: UTF8.self) }

  fileprivate var withoutBlanks: String { String(filter { !$0.isWhitespace }) }
}
