import Glibc

/// Strings as C takes a list of them: pointers, the last one null.
enum CStringArray {
  static func with<Result>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var bytes: [CChar] = []
    var offsets: [Int] = []
    for string in strings {
      offsets.append(bytes.count)
      bytes += string.utf8CString
    }
    return bytes.withUnsafeMutableBufferPointer { buffer in
      let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } } + [nil]
      return pointers.withUnsafeBufferPointer { list in
        guard let base = list.baseAddress else {
          preconditionFailure("the list holds at least its end")
        }
        return body(base)
      }
    }
  }
}
