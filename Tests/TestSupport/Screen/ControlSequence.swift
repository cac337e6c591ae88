/// `CSI`, parameters, intermediate bytes and a final one.
struct ControlSequence: Sendable, CustomStringConvertible {
  /// Empty, or one of `?`, `>`, `<`, `=`: the sequence is not a standard one then.
  let marker: String
  /// Between semicolons; each the numbers between colons, `nil` where nothing was written.
  let parameters: [[Int?]]
  /// Marker, intermediate bytes and the final byte, without the parameters: what it does.
  let name: String
  let description: String

  init?(body: [UInt8], final: UInt8) {
    let isMarked = body.first.map { 0x3C...0x3F ~= $0 } ?? false
    let rest = isMarked ? body.dropFirst() : body[...]
    let written = rest.prefix { 0x30...0x3B ~= $0 }
    let intermediates = rest.dropFirst(written.count)
    guard intermediates.allSatisfy({ 0x20...0x2F ~= $0 }) else { return nil }
    marker = isMarked ? String(decoding: body.prefix(1), as: UTF8.self) : ""
    let text = String(decoding: written, as: UTF8.self)
    parameters = text.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    }
    name = marker + String(decoding: Array(intermediates) + [final], as: UTF8.self)
    description = "CSI " + String(decoding: body + [final], as: UTF8.self)
  }

  /// A number, or what stands for one that is left out.
  func number(_ index: Int, default value: Int) -> Int {
    guard index < parameters.count, let number = parameters[index].first ?? nil else {
      return value
    }
    return number
  }

  /// How often or how far: at least once.
  var count: Int { max(1, number(0, default: 1)) }
}
