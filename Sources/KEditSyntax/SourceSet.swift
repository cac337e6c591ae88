/// The texts that findings are about, by name: a file, and what it includes.
///
/// Names are told apart by their bytes, as the file system does; to Swift, composed and decomposed
/// letters are the same.
package struct SourceSet: Sendable {
  private var texts: [[UInt8]: SourceText] = [:]

  package init(_ sources: SourceText...) {
    for source in sources { insert(source) }
  }

  package init(_ sources: some Sequence<SourceText>) {
    for source in sources { insert(source) }
  }

  /// Takes a text in; one of the same name is replaced.
  package mutating func insert(_ source: SourceText) {
    texts[Array(source.name.utf8)] = source
  }

  package mutating func formUnion(_ other: SourceSet) {
    texts.merge(other.texts) { $1 }
  }

  /// The text that a place's `file` means; `nil` where it is not at hand.
  package subscript(name: String) -> SourceText? { texts[Array(name.utf8)] }
}

extension SourceSet: Sequence {
  /// In no order that means anything.
  package func makeIterator() -> Dictionary<[UInt8], SourceText>.Values.Iterator {
    texts.values.makeIterator()
  }
}
