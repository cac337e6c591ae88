import CPseudoTerminal
import Glibc

/// How many columns a terminal gives a character: the C library's judgement, so that it can be a
/// referee over the program's own.
package enum CharacterWidth {
  /// A locale never changes, and is only read, by one thread or many.
  private struct Locale: @unchecked Sendable {
    let value: locale_t
  }

  private static let locale: Locale = {
    guard let value = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else {
      preconditionFailure("Glibc brings C.UTF-8 itself")
    }
    return Locale(value: value)
  }()

  /// 0 for what joins the character before it, `nil` for what cannot be shown.
  package static func columns(of scalar: Unicode.Scalar) -> Int? {
    if 0x20..<0x7F ~= scalar.value { return 1 }
    let width = kedit_pty_width(locale.value, scalar.value)
    return width < 0 ? nil : Int(width)
  }

  /// The columns of a text without control characters.
  package static func columns(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (columns(of: $1) ?? 0) }
  }
}
