import PosixFiles

/// The environment variables that a run of the program sees.
package struct Environment: Sendable {
  /// `nil` for those of this process, which are looked at one by one: most commands want two or
  /// three, and a dictionary of all took a fifth of every start.
  private let given: [String: String]?

  package init(_ variables: [String: String]) {
    self.given = variables
  }

  private init() {
    self.given = nil
  }

  /// The environment of this process, which changes none of it.
  package static func process() -> Environment { Environment() }

  /// All of them, as a child process is given them.
  package var variables: [String: String] { given ?? ProcessEnvironment.variables() }

  /// The value of a variable; `nil` where it is not set or empty, which means the same everywhere.
  package subscript(name: String) -> String? {
    let value = given.map { $0[name] } ?? ProcessEnvironment.variable(name)
    guard let value, !value.isEmpty else { return nil }
    return value
  }
}

extension Environment: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { _, last in last })
  }
}
