import CCurl
import KlingAPI

extension TransportError {
  /// What a code of libcurl's means to the caller: above all, whether the request may have arrived.
  ///
  /// - Parameters:
  ///   - code: what libcurl gave for the transfer; not `CURLE_OK`.
  ///   - text: the library's words for it.
  ///   - wasSent: whether a part of the request may have left this machine.
  ///   - wasAnswered: whether a whole head of a response, be it a redirect's, has come.
  init(_ code: CURLcode, text: String, wasSent: Bool, wasAnswered: Bool) {
    switch code {
    case CURLE_OPERATION_TIMEDOUT:
      self = .timedOut(connected: wasSent)
    case CURLE_UNSUPPORTED_PROTOCOL where wasSent && !wasAnswered:
      // The protocol that libcurl refuses here is the server's "HTTP/0.9": no HTTP at all.
      self = .interrupted(text)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_TOO_MANY_REDIRECTS:
      self = .unsendable(text)
    case CURLE_SSL_CONNECT_ERROR where !wasSent && Self.tellsOfLostConnection(text):
      self = .unreachable(text)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
      self = wasSent ? .interrupted(text) : .insecure(text)
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION,
      CURLE_BAD_FUNCTION_ARGUMENT:
      self = wasSent ? .interrupted(text) : .unsendable(text)
    default:
      self = wasSent ? .interrupted(text) : .unreachable(text)
    }
  }

  /// libcurl has one code for a handshake that was refused and one that just broke off; only its
  /// words tell them apart. What they do not tell of counts as refused.
  private static func tellsOfLostConnection(_ text: String) -> Bool {
    ["SSL_ERROR_SYSCALL", "unexpected eof", "reset by peer", "Broken pipe"]
      .contains { text.contains($0) }
  }
}
