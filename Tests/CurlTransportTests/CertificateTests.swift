import CurlTransport
import Glibc
import KlingAPI
import TestSupport
import Testing

/// Certificates are verified; the server is the `openssl` program, where it is installed.
@Suite(.enabled(if: access("/usr/bin/openssl", X_OK) == 0, "openssl is not installed"))
struct CertificateTests {
  @Test("A certificate that nobody signed is refused, and no request is sent")
  func selfSigned() async throws {
    let folder = try TemporaryFolder()
    let server = try #require(
      popen(
        """
        cd '\(folder.path)' && openssl req -x509 -nodes -newkey ec \
          -pkeyopt ec_paramgen_curve:P-256 -keyout key -out certificate -subj /CN=localhost \
          -addext subjectAltName=IP:127.0.0.1 2>errors &&
        exec openssl s_server -accept 127.0.0.1:0 -naccept 1 -www -key key -cert certificate
        """, "r"))
    defer { pclose(server) }
    var line = [CChar](repeating: 0, count: 200)
    var port: Int?
    while port == nil, fgets(&line, CInt(line.count), server) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("ACCEPT 127.0.0.1:") {
        port = text.split(separator: ":").last.flatMap { Int($0.prefix(while: \.isNumber)) }
      }
    }
    let error = try await makeTransport().failure(
      HTTPRequest(.get, "https://127.0.0.1:\(try #require(port))/"))
    guard case .insecure(let text) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(text.contains("certificate"))
  }
}
