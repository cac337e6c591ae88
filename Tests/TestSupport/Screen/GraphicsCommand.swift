/// A command of kitty's graphics protocol, its chunks joined.
package struct GraphicsCommand: Hashable, Sendable {
  /// Keys and values as written: `a` the action, `f` the format, `c` and `r` columns and rows.
  package let keys: [String: String]
  /// Decoded; with `t=f` a path.
  package internal(set) var payload: [UInt8]
  /// Where the cursor stood when it came, the line counted from the first of the scrollback.
  package internal(set) var position: Screen.Position
  /// What is wrong with it; `nil` where nothing is.
  package internal(set) var problem: String?

  /// Transmit (`t`) where the program did not say.
  package var action: String { keys["a"] ?? "t" }

  /// Whether it puts a picture on the screen.
  package var isShown: Bool { action == "T" || action == "p" }

  package func number(_ key: String) -> Int? { keys[key].flatMap { Int($0) } }

  init(_ body: ArraySlice<UInt8>, position: Screen.Position) {
    let parts = body.split(
      separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    var keys: [String: String] = [:]
    var problem: String?
    for pair in String(decoding: parts.first ?? [], as: UTF8.self).split(separator: ",") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2, sides[0].count == 1, keys[String(sides[0])] == nil {
        keys[String(sides[0])] = String(sides[1])
      } else {
        problem = "EINVAL:'\(pair)' is no key and value"
      }
    }
    let encoded = parts.count > 1 ? parts[1] : []
    let decoded = Self.decodeBase64(encoded)
    if decoded == nil { problem = "EINVAL:the payload is not base64" }
    if encoded.count > 4096 { problem = "EINVAL:a chunk has more than 4096 bytes" }
    if keys["m"] == "1", encoded.count % 4 != 0 { problem = "EINVAL:a chunk ends inside a group" }
    self.keys = keys
    self.payload = decoded ?? []
    self.position = position
    self.problem = problem
  }

  /// Whether more chunks follow.
  var isUnfinished: Bool { keys["m"] == "1" }

  /// A later chunk: it may say only whether more follow.
  mutating func append(_ chunk: GraphicsCommand) {
    payload += chunk.payload
    problem = problem ?? chunk.problem
    if !Set(chunk.keys.keys).isSubset(of: ["m", "q"]) {
      problem = problem ?? "EINVAL:a later chunk has keys other than m and q"
    }
  }

  /// Holds pixels against the size that is written with them.
  mutating func check() {
    let samples = ["24": 3, "32": 4][keys["f"] ?? "32"]
    guard problem == nil, let samples, keys["o"] == nil, (keys["t"] ?? "d") == "d",
      ["t", "T", "q"].contains(action)
    else { return }
    guard let width = number("s"), let height = number("v") else {
      problem = "EINVAL:pixels without s and v"
      return
    }
    if payload.count != width * height * samples {
      problem = "ENODATA:\(payload.count) bytes for \(width) × \(height) pixels"
    }
  }

  /// RFC 4648, with or without its padding.
  private static func decodeBase64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let values = Dictionary(uniqueKeysWithValues: zip(alphabet, UInt32(0)...))
    let digits = text.prefix { $0 != UInt8(ascii: "=") }
    guard text.count - digits.count <= 2, digits.count % 4 != 1,
      text.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") })
    else { return nil }
    var (bytes, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
    bytes.reserveCapacity(digits.count * 3 / 4)
    for digit in digits {
      guard let value = values[digit] else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
