import Crypto
import Testing

struct Base64Tests {
  /// RFC 4648, section 10.
  static let vectors = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test(arguments: vectors)
  func `Published texts`(plain: String, coded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == coded)
    #expect(Base64.decode(coded) == Array(plain.utf8))
    let bare = String(coded.prefix { $0 != "=" })
    #expect(Base64URL.encode(Array(plain.utf8)) == bare)
    #expect(Base64URL.decode(bare) == Array(plain.utf8))
  }

  @Test func `Every byte value comes back, at every length of the last group`() {
    for count in 253...256 {
      let bytes = (0..<count).map { UInt8($0) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }
  }

  @Test func `The last two characters are what tells the alphabets apart`() {
    #expect(Base64.encode([0xFB, 0xEF, 0xFF]) == "++//")
    #expect(Base64URL.encode([0xFB, 0xEF, 0xFF]) == "--__")
    #expect(Base64.decode("--__") == nil)
    #expect(Base64URL.decode("++//") == nil)
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zm9", "Zm9vY", "=", "====", "Zg===", "Z===", "Zg==Zg==", "Zm=v", "=Zm9",
    " Zg==", "Zg==\n", "Zm9v\nYg==", "Zm 9", "Zh==", "Zm9=", "Zm9vYh==", "Zm9\u{1}", "Zm9é",
    "data:image/png;base64,Zg==",
  ])
  func `What is not exactly Base64 is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(arguments: ["Z", "Zg==", "Zm8=", "Zh", "Zm9", "Zm9vY", "Zg ", "Zm9v="])
  func `What is not exactly Base64URL is refused`(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }
}
