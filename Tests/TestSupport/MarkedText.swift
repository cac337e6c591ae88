/// A text in which places are marked with what is expected there: `⟦K104|…⟧`.
///
/// The marks are taken out; what is left is the input of a test, and `places` says which code must
/// be reported for exactly which bytes. An empty place is `⟦K104|⟧`.
package struct MarkedText: Sendable {
  package struct Place: Hashable, Sendable, CustomStringConvertible {
    package let code: String
    package let start: Int
    package let end: Int

    package init(code: String, start: Int, end: Int) {
      self.code = code
      self.start = start
      self.end = end
    }

    package var description: String { "\(code)@\(start)..<\(end)" }
  }

  package let text: String
  /// By position; places may be nested.
  package let places: [Place]

  package init(_ marked: String) {
    var bytes: [UInt8] = []
    var open: [(code: String, start: Int)] = []
    var places: [Place] = []
    var rest = marked[...]
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == "⟦", let bar = rest.firstIndex(of: "|") {
        open.append((String(rest[..<bar]), bytes.count))
        rest = rest[rest.index(after: bar)...]
      } else if character == "⟧", let (code, start) = open.popLast() {
        places.append(Place(code: code, start: start, end: bytes.count))
      } else {
        bytes.append(contentsOf: Array(String(character).utf8))
      }
    }
    precondition(open.isEmpty, "a mark is not closed in: \(marked)")
    self.text = String(decoding: bytes, as: UTF8.self)
    self.places = places.sorted { ($0.start, $0.end, $0.code) < ($1.start, $1.end, $1.code) }
  }
}
