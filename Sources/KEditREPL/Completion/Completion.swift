/// What may stand where the cursor is.
package struct Completion: Hashable, Sendable {
  package struct Candidate: Hashable, Sendable {
    /// What is put in the place of what is there.
    package let text: String
    /// What a list of candidates shows.
    package let shown: String
    /// Whether something must follow at once, so that no blank is put behind it.
    package let isOpen: Bool

    init(_ text: String, shown: String? = nil, isOpen: Bool = false) {
      self.text = text
      self.shown = shown ?? text
      self.isOpen = isOpen
    }
  }

  /// The bytes of the line that a candidate takes the place of.
  package let range: Range<Int>
  package let candidates: [Candidate]
}

/// A name in a folder.
package struct FolderEntry: Hashable, Sendable {
  package let name: String
  package let isFolder: Bool

  package init(name: String, isFolder: Bool) {
    self.name = name
    self.isFolder = isFolder
  }
}
