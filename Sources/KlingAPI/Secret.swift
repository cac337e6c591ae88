/// A key, held so that no description, interpolation or dump of a value shows it.
package struct Secret: Hashable, Sendable {
  /// The key itself, for a header or a signature and for nothing else.
  let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// The bytes of the key, from which the caller derives an account's name by hashing.
  package var bytes: [UInt8] { Array(text.utf8) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
