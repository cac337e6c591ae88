import OrderedJSON

/// How an answer is written.
enum ReportFormat: String, CaseIterable, Sendable {
  case text
  case json

  static let option = Option<ReportFormat>.choice(
    "format", placeholder: "FORMAT", help: "How the answer is written.", defaultValue: .text,
    hasVariable: false)
}

extension CommandContext {
  /// Writes an answer for a program.
  func write(_ json: JSON) {
    io.output.write(json.text(.pretty) + "\n")
  }
}

extension JSON {
  /// A text, or null for none.
  static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  /// A time after ISO 8601, or null for none.
  static func time(_ milliseconds: Int?) -> JSON {
    milliseconds.map { .string(Moment($0).iso) } ?? .null
  }
}
