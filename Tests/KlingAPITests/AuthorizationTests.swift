import KlingAPI
import Testing

struct AuthorizationTests {
  private static let vector =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    + "eyJpc3MiOiJhay10ZXN0IiwiZXhwIjoxNzAwMDAxODAwLCJuYmYiOjE2OTk5OTk5OTV9."
    + "tMljlG8Xy1G8AKj5WkEZRcRIADvbH0FP6wgzpwHAfs4"
  private static let refusal = ScriptedTransport.Reply.http(401, #"{"code":1004,"message":"m"}"#)

  @Test func aKeyPairSignsTheTokenOfTheVector() async throws {
    let transport = ScriptedTransport(success(submitted))
    _ = try await client(transport, credentials: keyPair).task("t")
    #expect(transport.tokens == ["Bearer " + Self.vector])
  }

  @Test func aTokenIsKeptWhileFreshAndReplacedWellBeforeItEnds() async throws {
    let transport = ScriptedTransport(
      success(submitted), success(submitted), success(submitted), success(submitted))
    let time = ManualTime()
    let client = try client(transport, credentials: keyPair, time: time)
    _ = try await client.task("t")
    time.advance(by: 500)
    _ = try await client.task("t")
    time.advance(by: 500)
    _ = try await client.task("t")
    time.advance(by: -10)  // The clock was set back: the token would not be valid yet.
    _ = try await client.task("t")
    let tokens = transport.tokens
    #expect(tokens[0] == tokens[1])
    #expect(tokens[1] != tokens[2])
    #expect(tokens[2] != tokens[3])
  }

  @Test func a401UnderAKeyPairIsSignedAnewOnce() async throws {
    let cured = ScriptedTransport(Self.refusal, success(submitted))
    _ = try await client(cured, credentials: keyPair).task("t")
    #expect(cured.requests.count == 2)

    let final = ScriptedTransport(Self.refusal, Self.refusal, success(submitted))
    let client = try client(final, credentials: keyPair)
    let error = await #expect(throws: KlingError.self) { try await client.task("t") }
    #expect(error?.kind == .authentication)
    #expect(final.requests.count == 2)
  }

  @Test func a401WithAStaticKeyIsFinal() async throws {
    let transport = ScriptedTransport(Self.refusal, success(submitted))
    let client = try client(transport)
    let error = await #expect(throws: KlingError.self) { try await client.task("t") }
    #expect(error?.kind == .authentication)
    #expect(transport.requests.count == 1)
  }
}
