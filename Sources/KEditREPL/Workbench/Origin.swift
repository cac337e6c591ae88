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

  /// How the document that is there becomes another one: the one before a change, or the one behind it.
  struct Past: Sendable {
    let difference: Document.Difference
    /// What the change is called.
    let change: String
    /// Where the other one comes from, where it is another file's.
    let origin: Origin?
  }

  /// What a work changes beside the document.
  struct Before: Sendable {
    let origin: Origin
    let undone: [Past]
    let redone: [Past]
  }

  var before: Before { Before(origin: origin, undone: undone, redone: redone) }

  /// Gives a work up; where its document was not taken over, all is as it was before.
  mutating func abandon(_ work: Work) {
    guard let before = work.before else { return }
    (origin, undone, redone) = (before.origin, before.undone, before.redone)
    reports = [:]
  }
}
