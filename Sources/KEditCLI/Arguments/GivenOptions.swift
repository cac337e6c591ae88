/// What a command line gives for options, by their long names.
///
/// A list, not a dictionary: there are few, and to set one up takes longer than to look through all.
struct GivenOptions: Sendable, ExpressibleByDictionaryLiteral {
  private var options: [(name: String, values: [String])]

  init(dictionaryLiteral options: (String, [String])...) {
    self.options = options
  }

  /// The values in order, an empty text for a flag; `nil` for what was not given.
  subscript(name: String) -> [String]? { options.first { $0.name == name }?.values }

  mutating func add(_ value: String, to name: String) {
    if let index = options.firstIndex(where: { $0.name == name }) {
      options[index].values.append(value)
    } else {
      options.append((name, [value]))
    }
  }
}
