import Crypto
import PosixFiles

/// SHA-256 of bytes, in lower-case hexadecimal.
func hexadecimalSHA256(_ bytes: [UInt8]) -> String { SHA256.hash(bytes).hexadecimal }

/// SHA-256 of a file's content, in lower-case hexadecimal, without holding it in memory.
func hexadecimalSHA256(ofFile path: String) throws(FileError) -> String {
  let reader = try FileReader(path)
  var hash = SHA256()
  _ = try reader.forEachChunk { hash.update($0) }
  return hash.digest().hexadecimal
}
