import KlingAPI
import Synchronization
import Testing

/// No way to turn a value into text shows a key.
struct SecrecyTests {
  private static let key = "sk-very-secret-0123456789"
  private static let both = [
    Credentials.apiKey(Secret(key)),
    Credentials.keyPair(accessKey: Secret(key), secretKey: Secret(key)),
  ]

  private func texts(of value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    return ["\(value)", String(describing: value), String(reflecting: value), dumped]
  }

  @Test(arguments: both)
  func noDescriptionShowsAKey(credentials: Credentials) throws {
    let client = try client(ScriptedTransport(), credentials: credentials)
    for text in texts(of: credentials) + texts(of: client) + texts(of: credentials.accountKey) {
      #expect(!text.contains(Self.key))
    }
  }

  @Test func aRequestDoesNotShowItsHeaders() async throws {
    let transport = ScriptedTransport(success(submitted))
    _ = try await client(transport, credentials: Self.both[0]).task("t")
    let request = try #require(transport.requests.first)
    for text in texts(of: request) {
      #expect(!text.contains(Self.key))
    }
  }

  @Test func anEchoOfTheKeyIsBlankedInErrorsAndEvents() async throws {
    let echoes: [ScriptedTransport.Reply] = [
      .http(401, #"{"code":1002,"message":"bad token \#(Self.key)","request_id":"\#(Self.key)"}"#),
      .http(500, String(repeating: "x", count: 70) + Self.key),
      .http(302, "", headers: ["Location": "https://x.example/?key=\(Self.key)"]),
      .http(502, "<html><title>\(Self.key)</title>"), success(#"["\#(Self.key)"]"#),
      .failure(.interrupted("sent \(Self.key)")),
    ]
    for echo in echoes {
      let seen = Mutex<[CallEvent]>([])
      let client = try client(ScriptedTransport(echo), credentials: Self.both[0]) { event in
        seen.withLock { $0.append(event) }
      }
      let error = await #expect(throws: KlingError.self) { try await client.task("t") }
      let shown = seen.withLock { $0 }
      #expect(shown.count == 1)
      for text in texts(of: shown) + texts(of: error as Any) {
        #expect(!text.contains("sk-very"), "\(text)")
      }
    }
  }
}
