/// Where a document comes from.
package struct Origin: Hashable, Sendable {
  /// The folder that relative paths in it start from.
  package internal(set) var folder: String
  /// The file that it was loaded from or saved to.
  package internal(set) var file: String?
  /// The document as that file has it.
  var savedText = ""
}

extension Workbench {
  package var folder: String { origin.folder }
  package var file: String? { origin.file }

  /// A document that was, and what was changed in it.
  struct Past: Sendable {
    let document: Document
    let change: String
    /// Where it came from, where another file was taken in its place.
    let origin: Origin?
  }

  /// What a work changes beside the document.
  struct Before: Sendable {
    let origin: Origin
    let undone: [Past]
    let redone: [Past]
  }

  var before: Before { Before(origin: origin, undone: undone, redone: redone) }

  /// Gives the work up; where its document was not taken over, all is as it was before.
  mutating func abandon() {
    if let before = work?.before {
      (origin, undone, redone) = (before.origin, before.undone, before.redone)
      reports = [:]
    }
    work = nil
  }
}
