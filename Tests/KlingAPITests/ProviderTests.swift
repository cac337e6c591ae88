import KlingAPI
import Testing

struct ProviderTests {
  @Test func anAPIKeyWinsOverAKeyPair() throws {
    let variables = [
      "KLING_API_KEY": "a", "KLING_ACCESS_KEY": "b", "KLING_SECRET_KEY": "c", "COMETAPI_KEY": "d",
    ]
    #expect(try Provider.kling.credentials { variables[$0] } == .apiKey(Secret("a")))
    #expect(try Provider.comet.credentials { variables[$0] } == .apiKey(Secret("d")))
  }

  @Test func anEmptyVariableCountsAsUnset() throws {
    let variables = ["KLING_API_KEY": "", "KLING_ACCESS_KEY": "b", "KLING_SECRET_KEY": "c"]
    #expect(
      try Provider.klingChina.credentials { variables[$0] }
        == .keyPair(accessKey: Secret("b"), secretKey: Secret("c")))
  }

  @Test(
    arguments: [
      (
        Provider.kling, [:],
        "no credentials: set KLING_API_KEY, or KLING_ACCESS_KEY with KLING_SECRET_KEY"
      ),
      (.comet, ["KLING_API_KEY": "a"], "no credentials: set COMETAPI_KEY"),
      (.kling, ["KLING_ACCESS_KEY": "a"], "KLING_ACCESS_KEY is set, but KLING_SECRET_KEY is not"),
      (.kling, ["KLING_SECRET_KEY": "a"], "KLING_SECRET_KEY is set, but KLING_ACCESS_KEY is not"),
      (
        .kling, ["KLING_API_KEY": "a\r\nX-Evil: 1"],
        "KLING_API_KEY is not a key: it holds a blank, a line end or a character beyond ASCII"
      ),
    ] as [(Provider, [String: String], String)])
  func whatIsMissingIsNamed(provider: Provider, variables: [String: String], message: String) {
    let error = #expect(throws: CredentialsError.self) {
      try provider.credentials { variables[$0] }
    }
    #expect(error?.description == message)
  }
}
