import Crypto
import OrderedJSON

/// Failures on demand: which calls of a simulator go wrong, and how.
///
/// `specs/reference/simulator.md` describes its form. How often a rule was met is kept in the state
/// folder, so that what happens once happens once for all processes over it.
package struct FaultScript: Sendable {
  /// Made of all that the script says: another script counts anew.
  let id: String
  let rules: [FaultRule]

  static let format = "kedit-faults/1"

  /// Nothing goes wrong.
  package static let none = FaultScript(id: "", rules: [])

  init(id: String, rules: [FaultRule]) {
    self.id = id
    self.rules = rules
  }

  /// Reads a script.
  ///
  /// - Throws: `FaultScriptError` at the first mistake.
  package init(_ bytes: [UInt8]) throws(FaultScriptError) {
    let root: JSONNode
    do {
      root = try JSONNode(parsing: bytes)
    } catch {
      throw FaultScriptError(error.message, at: error.offset, of: bytes)
    }
    do {
      rules = try FaultScriptReader.rules(root)
    } catch {
      throw FaultScriptError(error.message, at: error.offset, of: bytes)
    }
    id = SHA256.hash(root.value.bytes()).hexadecimal
  }
}

/// What is wrong with a fault script, and where.
package struct FaultScriptError: Error, Hashable, Sendable {
  /// Counted from 1, the column in Unicode scalars.
  package let line: Int
  package let column: Int
  /// In one line, without a full stop.
  package let message: String

  init(_ message: String, at offset: Int, of bytes: [UInt8]) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    // Every byte of a scalar but its first one is 10xxxxxx.
    column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    self.message = message
  }
}
