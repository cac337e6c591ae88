import Glibc

/// An `errno`.
struct SystemError: Error, Hashable, Sendable {
  let code: Int32

  var words: String { String(cString: strerror(code)) }

  /// Takes what functions return that give the error instead of setting `errno`.
  static func check(_ code: Int32) throws(SystemError) {
    guard code == 0 else { throw SystemError(code: code) }
  }

  static var last: SystemError { SystemError(code: errno) }
}
