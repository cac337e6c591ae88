/// A request that has arrived whole.
package struct HTTPServerRequest: Sendable {
  /// What came as the body.
  package enum Body: Sendable {
    case bytes([UInt8])
    /// A file that the admission named; from now on the handler's to move or remove.
    case file(path: String, size: Int)
  }

  package let head: Head
  package let body: Body

  /// The body where it was held in memory, else nothing.
  package var bytes: [UInt8] {
    if case .bytes(let bytes) = body { bytes } else { [] }
  }

  /// Everything before the body.
  package struct Head: Sendable {
    /// As it was sent: `GET`, `POST`, `PUT`, `HEAD`, …
    package let method: String
    /// Path and query as they were sent, escapes and all.
    package let target: String
    /// The path as it was sent.
    package let rawPath: String
    /// The path with its escapes decoded: `%2F` and `..` are in it too, so that it is no file name.
    package let path: String
    /// The parts of the path between the slashes, each decoded: a `/` in one of them was a `%2F`.
    package let segments: [String]
    /// The names and values of the query in order, decoded.
    package let queryItems: [(name: String, value: String)]
    /// In the order in which they came.
    package let headers: [(name: String, value: String)]

    init(method: String, target: String, headers: [(name: String, value: String)]) {
      let parts = RequestTarget(raw: target)
      self.method = method
      self.target = target
      self.rawPath = parts.rawPath
      self.path = RequestTarget.decode(parts.rawPath)
      self.segments = parts.rawPath.split(separator: "/").map { RequestTarget.decode($0) }
      self.queryItems = parts.queryItems
      self.headers = headers
    }

    /// The first header of that name, whatever its case.
    package func header(_ name: String) -> String? {
      let name = name.lowercased()
      return headers.first { $0.name.lowercased() == name }?.value
    }

    /// The first value of that name in the query.
    package func queryItem(_ name: String) -> String? {
      queryItems.first { $0.name == name }?.value
    }
  }
}
