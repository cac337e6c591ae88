import KEditSyntax

/// The one namespace of videos, images and results.
struct Scope {
  enum Meaning: Hashable {
    /// The index of a declaration in the file.
    case video(Int)
    case image(Int)
    /// The index of the edit whose result it is.
    case result(Int)

    var kind: String {
      switch self {
      case .video: "a video"
      case .image: "an image"
      case .result: "the result of an edit"
      }
    }
  }

  private var entries: [String: (meaning: Meaning, place: Place)] = [:]

  subscript(name: String) -> Meaning? { entries[name]?.meaning }

  mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

  /// Where the name is given.
  func place(of name: String) -> Place? { entries[name]?.place }

  /// Takes up a name; where it was given before if it is taken.
  mutating func declare(_ name: SpecName, _ meaning: Meaning) -> Place? {
    // The name is looked up once, be it there or not.
    func declare(_ entry: inout (meaning: Meaning, place: Place)?) -> Place? {
      if let entry { return entry.place }
      entry = (meaning, name.place)
      return nil
    }
    return declare(&entries[name.text])
  }

  /// The names with a meaning that fits, for "did you mean".
  func names(where fits: (Meaning) -> Bool) -> [String] {
    entries.filter { fits($0.value.meaning) }.map(\.key).sorted()
  }
}
