/// A request as it reached the simulator, as a value: no socket is needed to have it answered.
package struct ServiceRequest: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What came as the body.
  package enum Body: Hashable, Sendable {
    case bytes([UInt8])
    /// A file that the simulator may move; so a long upload need not fit into memory.
    case file(path: String, size: Int)
  }

  /// The method as it was sent, for example `POST`.
  package var method: String
  /// The path without the query, percent-encoding undone.
  package var path: String
  /// In order, percent-encoding undone.
  package var query: [Field]
  package var headers: [Field]
  package var body: Body

  package init(
    _ method: String, _ path: String, query: [Field] = [], headers: [Field] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = .bytes(body)
  }

  /// The body where it is held in memory, else nothing.
  package var bytes: [UInt8] {
    if case .bytes(let bytes) = body { bytes } else { [] }
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
