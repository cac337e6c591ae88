internal import COpenSSL

/// SHA-256 (FIPS 180-4) of bytes that come in pieces, so that a video is hashed without being held.
package struct SHA256: Sendable {
  /// The length of a digest in bytes.
  package static let digestSize = 32
  /// The length in bytes of the blocks that the function works on; HMAC pads its key to it.
  package static let blockSize = 64

  private var context: SHA256_CTX

  package init() {
    context = SHA256_CTX()
    check(kedit_sha256_init(&context))
  }

  /// Takes the next piece of the message.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    check(kedit_sha256_update(&context, base, bytes.count))
  }

  /// Takes the next piece of the message.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    let contiguous: Void? = bytes.withContiguousStorageIfAvailable {
      update(UnsafeRawBufferPointer($0))
    }
    if contiguous == nil { update(Array(bytes)) }
  }

  /// The digest of all pieces so far, 32 bytes; more pieces may still follow.
  package func digest() -> [UInt8] {
    var copy = context
    return [UInt8](unsafeUninitializedCapacity: Self.digestSize) { buffer, count in
      guard let base = buffer.baseAddress else {
        preconditionFailure("a buffer with a capacity has an address")
      }
      check(kedit_sha256_final(base, &copy))
      count = Self.digestSize
    }
  }

  /// The digest of a message that is at hand, 32 bytes.
  package static func hash(_ message: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    message.withUnsafeBytes { hash.update($0) }
    return hash.digest()
  }

  /// The digest of a message that is at hand, 32 bytes.
  package static func hash(_ message: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(message)
    return hash.digest()
  }

  /// The low-level functions fail only where OpenSSL runs in FIPS mode, which a static libcrypto
  /// does not have.
  private func check(_ result: CInt) {
    precondition(result == 1, "SHA-256 of a static libcrypto cannot fail")
  }
}
