/// HMAC with SHA-256 (RFC 2104), which signs the tokens of a key pair and the service's callbacks.
///
/// Made here over `SHA256`, since OpenSSL's own loads its providers first.
package enum HMACSHA256 {
  /// The authentication code of a message, 32 bytes.
  package static func authenticate(message: [UInt8], key: [UInt8]) -> [UInt8] {
    var block = key.count > SHA256.blockSize ? SHA256.hash(key) : key
    block.append(contentsOf: repeatElement(0, count: SHA256.blockSize - block.count))

    var inner = SHA256()
    inner.update(block.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = SHA256()
    outer.update(block.map { $0 ^ 0x5C })
    outer.update(inner.digest())
    return outer.digest()
  }
}
