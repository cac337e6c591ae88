import CCurl

/// Wakes the thread that waits in a multi handle.
///
/// `@unchecked`: `curl_multi_wakeup` is documented as callable from any thread. That the handle is
/// still there is seen to by `CurlLoop`: it calls `wake` and drops the waker under the same lock,
/// and the handle is closed after that.
struct CurlWaker: @unchecked Sendable {
  let library: CurlLibrary
  let multi: UnsafeMutableRawPointer

  /// Makes the current wait return, or the next one if there is none.
  ///
  /// Should it fail, the thread finds its commands when its wait ends by itself, within a second.
  func wake() {
    _ = kedit_curl_multi_wakeup(library.functions, multi)
  }
}
