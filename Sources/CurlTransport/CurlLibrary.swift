import CCurl

/// libcurl, opened and initialised when it is first asked for, for the rest of the process.
///
/// `@unchecked`: the table behind the pointer is written once, before the value exists, and never
/// freed; the functions in it may be called from any thread on handles of that thread.
struct CurlLibrary: @unchecked Sendable {
  let functions: UnsafePointer<kedit_curl>

  /// Why libcurl cannot be used.
  struct Unavailable: Error {
    let reason: String
  }

  /// Opened at the first access; a failure stays one.
  static let shared: Result<CurlLibrary, Unavailable> = load()

  private static func load() -> Result<CurlLibrary, Unavailable> {
    let table = UnsafeMutablePointer<kedit_curl>.allocate(capacity: 1)
    var message = [CChar](repeating: 0, count: 512)
    let isLoaded = message.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { kedit_curl_load(table, $0, buffer.count) } ?? false
    }
    if isLoaded { return .success(CurlLibrary(functions: UnsafePointer(table))) }
    table.deallocate()
    let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return .failure(Unavailable(reason: String(decoding: bytes, as: UTF8.self)))
  }

  /// What a code means, in the library's words.
  func text(_ code: CURLcode) -> String {
    String(cString: kedit_curl_easy_strerror(functions, code))
  }

  /// What a code means, in the library's words.
  func text(_ code: CURLMcode) -> String {
    String(cString: kedit_curl_multi_strerror(functions, code))
  }
}
