import PosixFiles

/// The environment variables that a run of the program sees.
package struct Environment: Sendable {
  /// All of them, as a child process is given them.
  package let variables: [String: String]

  package init(_ variables: [String: String]) {
    self.variables = variables
  }

  /// The environment of this process, as it is now.
  package static func process() -> Environment {
    Environment(ProcessEnvironment.variables())
  }

  /// The value of a variable; `nil` where it is not set or empty, which means the same everywhere.
  package subscript(name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }
}

extension Environment: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { _, last in last })
  }
}
