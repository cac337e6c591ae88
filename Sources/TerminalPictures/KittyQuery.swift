/// The question whether a terminal draws pictures, and what it says to it.
///
/// A picture of one pixel is offered to be thrown away, and behind it the terminal is asked what it
/// is, which every terminal answers: when that answer is there, none to the first will come.
package struct KittyQuery: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case yes
    case no
    /// More bytes must come.
    case undecided
  }

  /// What is written to the terminal.
  package static let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"

  /// Whether the terminal has agreed so far, though its last answer may still be to come.
  package let hasAgreed: Bool
  package let verdict: Verdict
  /// What is no answer: keys that were pressed meanwhile, to be taken as such.
  package let typed: [UInt8]

  /// Reads all bytes that came since the question.
  ///
  /// What begins as an answer and is not finished is not given back as typed.
  package init(answer bytes: [UInt8]) {
    var hasAgreed = false
    var isIdentified = false
    var typed: [UInt8] = []
    var rest = bytes[...]
    while let first = rest.first {
      switch Self.report(at: rest) {
      case .complete(let report, let end):
        if report == .agreement { hasAgreed = true }
        if report == .identity { isIdentified = true }
        rest = rest[end...]
      case .incomplete:
        rest = []
      case .other:
        typed.append(first)
        rest = rest.dropFirst()
      }
    }
    self.hasAgreed = hasAgreed
    self.verdict = isIdentified ? (hasAgreed ? .yes : .no) : .undecided
    self.typed = typed
  }

  private enum Report: Hashable {
    case agreement
    case refusal
    case identity
  }

  private enum Reading {
    case complete(Report, end: Int)
    case incomplete
    case other
  }

  /// `ESC _ G … ; OK ESC \` or `ESC [ ? … c`.
  private static func report(at bytes: ArraySlice<UInt8>) -> Reading {
    if let body = rest(of: bytes, behind: "\u{1B}_G") {
      return graphicsReport(body)
    }
    if let body = rest(of: bytes, behind: "\u{1B}[?") {
      let end = body.firstIndex { !(0x30...0x39 ~= $0) && $0 != UInt8(ascii: ";") }
      guard let end else { return .incomplete }
      return body[end] == UInt8(ascii: "c") ? .complete(.identity, end: end + 1) : .other
    }
    let isBeginning = ["\u{1B}_G", "\u{1B}[?"].contains {
      bytes.count < $0.utf8.count && $0.utf8.starts(with: bytes)
    }
    // A lone escape is a key as likely as a beginning: the rest comes in the same breath.
    return isBeginning && bytes.count > 1 ? .incomplete : .other
  }

  private static func graphicsReport(_ body: ArraySlice<UInt8>) -> Reading {
    guard let escape = body.firstIndex(where: { $0 == 0x1B || $0 == 0x9C }) else {
      return .incomplete
    }
    let report: Report =
      body[..<escape].split(separator: UInt8(ascii: ";")).last.map(Array.init) == Array("OK".utf8)
      ? .agreement : .refusal
    if body[escape] == 0x9C { return .complete(report, end: escape + 1) }
    guard escape + 1 < body.endIndex else { return .incomplete }
    guard body[escape + 1] == UInt8(ascii: "\\") else { return .other }
    return .complete(report, end: escape + 2)
  }

  private static func rest(
    of bytes: ArraySlice<UInt8>, behind prefix: String
  ) -> ArraySlice<UInt8>? {
    bytes.starts(with: prefix.utf8) ? bytes.dropFirst(prefix.utf8.count) : nil
  }
}
