extension LoopbackServer {
  /// A request as it came over the wire.
  package struct Request: Sendable {
    /// Counted from 0 over all connections, in the order in which they were read whole.
    package var index: Int
    /// On which connection it came, counted from 0.
    package var connection: Int
    package var method: String
    /// Path and query, as sent.
    package var target: String
    /// In order, names as sent.
    package var headers: [(name: String, value: String)]
    /// Decoded where it came in chunks.
    package var body: [UInt8]

    /// The target without its query.
    package var path: String {
      String(target.prefix { $0 != "?" })
    }

    /// What follows the question mark; empty without one.
    package var query: String {
      String(target.drop { $0 != "?" }.dropFirst())
    }

    /// The first header of that name, whatever its case.
    package func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package var text: String { String(decoding: body, as: UTF8.self) }
  }
}
