extension Document {
  /// What makes one document another: as small as what the two do not share.
  struct Difference: Sendable {
    /// The fragments that go.
    private let range: Range<Int>
    /// Those that come in their place.
    private let fragments: [Fragment]
    /// The other document, without its fragments.
    private let frame: Document

    init(from old: Document, to new: Document) {
      let (old, frame, new) = (old.fragments, new.withoutFragments, new.fragments)
      let least = min(old.count, new.count)
      var start = 0
      while start < least, old[start] == new[start] { start += 1 }
      var rest = 0
      while rest < least - start, old[old.count - 1 - rest] == new[new.count - 1 - rest] {
        rest += 1
      }
      self.range = start..<old.count - rest
      self.fragments = Array(new[start..<new.count - rest])
      self.frame = frame
    }

    /// The drafts that come.
    var draftIDs: [Draft.ID] {
      fragments.compactMap { if case .edit(let draft) = $0 { draft.id } else { nil } }
    }

    /// - Precondition: the fragments of the document are those of the one that it was made from.
    func applied(to old: Document) -> Document {
      var new = frame
      new.fragments = old.fragments
      new.fragments.replaceSubrange(range, with: fragments)
      return new
    }
  }

  private var withoutFragments: Document {
    var frame = self
    frame.fragments = []
    return frame
  }
}
