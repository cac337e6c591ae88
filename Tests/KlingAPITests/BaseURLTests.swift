import KlingAPI
import Testing

struct BaseURLTests {
  @Test(arguments: [
    ("https://api.example.com", "https://api.example.com", false),
    ("HTTPS://API.Example.COM:443//", "https://api.example.com", false),
    ("https://api.cometapi.com/kling/", "https://api.cometapi.com/kling", false),
    ("https://gw.example:8443/a/b", "https://gw.example:8443/a/b", false),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080", true),
    ("http://127.9.9.9/", "http://127.9.9.9", true),
    ("http://localhost:80", "http://localhost", true),
    ("http://[::1]:9000/x", "http://[::1]:9000/x", true),
    ("https://[2001:DB8::1]", "https://[2001:db8::1]", false),
  ])
  func aSoundOneHasANormalForm(text: String, normal: String, isLoopback: Bool) throws {
    let url = try BaseURL(text)
    #expect(url.text == normal)
    #expect(url.isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("api.example.com", BaseURLError.notAbsolute), ("", .notAbsolute),
    ("ftp://x.example", .scheme("ftp")), ("https://", .host), ("https:///v1", .host),
    ("https://x.example?x=1", .queryOrFragment), ("https://x.example/#a", .queryOrFragment),
    ("https://me:pass@x.example", .userInformation), ("https://x.example:0", .port),
    ("https://x.example:65536", .port), ("https://x.example:", .port),
    ("https://x.example:+1", .port), ("https://x y.example", .character),
    ("https://x.example\\@evil.example", .character), ("https://exämple.com", .character),
    ("https://x.example/a/../b", .path), ("https://a_b!.example", .host),
    ("https://[::1", .host), ("https://[::1]x", .host),
    ("http://x.example", .insecure(host: "x.example")),
    ("http://127.0.0.1.evil.example", .insecure(host: "127.0.0.1.evil.example")),
    ("http://127.0.0.01", .insecure(host: "127.0.0.01")),
    ("http://localhost.evil.example", .insecure(host: "localhost.evil.example")),
    ("http://0.0.0.0", .insecure(host: "0.0.0.0")),
  ])
  func anUnsoundOneIsRefused(text: String, expected: BaseURLError) {
    #expect(throws: expected) { try BaseURL(text) }
  }

  @Test(arguments: Provider.all)
  func everyProviderHasASoundOne(provider: Provider) throws {
    #expect(try BaseURL(provider.baseURL).text == provider.baseURL)
  }
}
