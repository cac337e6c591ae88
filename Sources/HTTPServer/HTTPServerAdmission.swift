/// What is done with a request of which only the head has arrived.
package enum HTTPServerAdmission: Sendable {
  /// The body is held in memory; a longer one is answered with 413.
  case bytes(limit: Int)
  /// The body is written to a new file at `path`, readable by its owner alone; a longer one is
  /// answered with 413.
  ///
  /// The file is removed if the request breaks off before the handler has it. A file or link that
  /// stands there already is answered with 500, and stays.
  case file(path: String, limit: Int)
  /// The handler is not asked; the body, if any, is thrown away.
  case refuse(HTTPServerResponse)
  /// The connection is closed without an answer, and nothing is done.
  case drop
}
