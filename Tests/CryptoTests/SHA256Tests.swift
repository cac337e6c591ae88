import Crypto
import Testing

/// Vectors of FIPS 180-4's examples and of RFC 4231.
struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `Published digests`(message: String, digest: String) {
    #expect(SHA256.hash(Array(message.utf8)).hexadecimal == digest)
    #expect(SHA256.hash(message.utf8.lazy.map { $0 }).hexadecimal == digest)
  }

  @Test func `A million letters in pieces of every size up to 200`() {
    var hash = SHA256()
    var left = 1_000_000
    var size = 0
    while left > 0 {
      size = size % 200 + 1
      hash.update([UInt8](repeating: UInt8(ascii: "a"), count: min(size, left)))
      left -= min(size, left)
    }
    #expect(
      hash.digest().hexadecimal
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `A digest may be taken on the way, and copies go their own way`() {
    var first = SHA256()
    first.update(Array("ab".utf8))
    var second = first
    #expect(first.digest() == SHA256.hash(Array("ab".utf8)))
    first.update(Array("c".utf8))
    second.update(Array("d".utf8))
    #expect(first.digest() == SHA256.hash(Array("abc".utf8)))
    #expect(second.digest() == SHA256.hash(Array("abd".utf8)))
  }

  @Test(arguments: [
    (
      [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `Published authentication codes`(key: [UInt8], message: [UInt8], code: String) {
    #expect(HMACSHA256.authenticate(message: message, key: key).hexadecimal == code)
  }

  @Test func `Equality looks at every byte`() {
    let secret = Array("a secret of some length".utf8)
    #expect(constantTimeEquals(secret, secret))
    #expect(constantTimeEquals([], []))
    #expect(!constantTimeEquals(secret, Array(secret.dropLast())))
    for place in secret.indices {
      var other = secret
      other[place] ^= 1
      #expect(!constantTimeEquals(secret, other))
    }
  }

  @Test func `Random bytes have the length asked for and do not repeat`() {
    #expect(randomBytes(0).isEmpty)
    #expect(randomBytes(33).count == 33)
    #expect(randomBytes(16) != randomBytes(16))
  }

  @Test func `Hexadecimal keeps leading zeros`() {
    #expect(([] as [UInt8]).hexadecimal == "")
    #expect(([0x00, 0x0f, 0xa0, 0xff] as [UInt8]).hexadecimal == "000fa0ff")
  }
}
