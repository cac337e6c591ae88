/// Why a server cannot start.
package enum HTTPServerError: Error, Hashable, Sendable {
  /// libmicrohttpd is not installed, or is another one; in the loader's words.
  case libraryMissing(String)
  /// The port is taken or not allowed, or no socket is to be had; in the system's words.
  case cannotListen(port: UInt16, String)
  /// The library could not start its threads.
  case cannotStart
}

extension HTTPServerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .libraryMissing(let words): "libmicrohttpd cannot be loaded: \(words)"
    case .cannotListen(let port, let words): "cannot listen on port \(port): \(words)"
    case .cannotStart: "the HTTP server cannot start its threads"
    }
  }
}
