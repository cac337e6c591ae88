/// Why a PNG could not be read or written.
package enum PNGError: Error, Hashable, Sendable {
  /// The bytes do not begin as a PNG does.
  case notPNG
  /// It begins as a PNG, and goes wrong later; in libpng's words.
  case damaged(String)
  /// The image is larger than the caller allows.
  case tooLarge(width: Int, height: Int)
  /// The pixels cannot be written; in libpng's words.
  case cannotEncode(String)
}

extension PNGError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notPNG: "not a PNG"
    case .damaged(let words): "a damaged PNG: \(words)"
    case .tooLarge(let width, let height): "a PNG of \(width)×\(height) pixels is too large"
    case .cannotEncode(let words): "the PNG cannot be written: \(words)"
    }
  }
}
