/// Where a rule comes from, so that a reader can look it up and see whether it still holds.
package enum RuleSource: Hashable, Sendable {
  /// kedit's own grammar or meaning; what it is about.
  case language(String)
  /// A section of the service's page on multi-elements; the field that it is about.
  case initSelection(String)
  case addSelection(String)
  case deleteSelection(String)
  case createTask(String)
  case queryTask(String)
  /// A standard, by its name.
  case standard(String)

  /// The document, and where in it.
  fileprivate var parts: (document: String, place: String) {
    switch self {
    case .language(let part): ("the kedit language", part)
    case .initSelection(let field): Self.page("Initialize Video for Editing", field)
    case .addSelection(let field): Self.page("Add Video Selection Area", field)
    case .deleteSelection(let field): Self.page("Delete Video Selection Area", field)
    case .createTask(let field): Self.page("Create Task", field)
    case .queryTask(let field): Self.page("Query Task (Single)", field)
    case .standard(let name): (name, "")
    }
  }

  private static func page(_ section: String, _ field: String) -> (String, String) {
    ("Kling Multi-Elements API", "\"\(section)\" (\(field))")
  }
}

extension Explanation {
  /// The sources in words, without a full stop; a document is named once.
  package var sourceWords: String {
    var text = ""
    var document = ""
    for source in sources {
      let (next, place) = source.parts
      if next == document {
        text += " and \(place)"
      } else {
        text += (text.isEmpty ? "" : "; ") + next + (place.isEmpty ? "" : ", \(place)")
      }
      document = next
    }
    return text
  }
}
