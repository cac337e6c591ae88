import Glibc

/// A system call that a test needed did not work; its name and `errno`.
package struct SystemCallFailed: Error, CustomStringConvertible {
  package let call: String
  package let code: CInt

  package init(_ call: String, code: CInt = errno) {
    self.call = call
    self.code = code
  }

  package var description: String { "\(call): \(String(cString: strerror(code)))" }

  /// Passes a result through unless it is negative.
  static func check<Result: SignedInteger>(_ call: String, _ result: Result) throws -> Result {
    if result < 0 { throw SystemCallFailed(call) }
    return result
  }
}
