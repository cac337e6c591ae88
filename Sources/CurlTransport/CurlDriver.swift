import CCurl
import KlingAPI

/// Drives the transfers on the loop's thread: takes commands, lets libcurl work, hands out results.
final class CurlDriver {
  let waker: CurlWaker
  private let library: CurlLibrary
  private let multi: UnsafeMutableRawPointer
  private let loop: CurlLoop
  private var transfers: [CurlLoop.ID: CurlTransfer] = [:]
  private var idOfHandle: [UnsafeMutableRawPointer: CurlLoop.ID] = [:]

  /// How many idle connections are kept.
  private static let keptConnections = 32
  /// A wait ends at the latest after this many milliseconds.
  private static let longestWait: CInt = 1000

  /// - Returns: nil where libcurl has no multi handle for us.
  init?(library: CurlLibrary, loop: CurlLoop) {
    guard let multi = kedit_curl_multi_init(library.functions) else { return nil }
    self.library = library
    self.multi = multi
    self.loop = loop
    waker = CurlWaker(library: library, multi: multi)
  }

  /// Works until the loop is to end, or libcurl fails as a whole.
  ///
  /// - Returns: the reason, with which open transfers end.
  func run() -> TransportError {
    if let failure = check(
      kedit_curl_multi_set_long(
        library.functions, multi, CURLMOPT_MAXCONNECTS, Self.keptConnections))
    {
      return failure
    }
    while true {
      let (commands, end) = loop.takeCommands()
      for command in commands { perform(command) }
      if let end { return end }
      if let failure = check(kedit_curl_multi_perform(library.functions, multi)) { return failure }
      answerDone()
      if let failure = check(
        kedit_curl_multi_poll(library.functions, multi, Self.longestWait))
      {
        return failure
      }
    }
  }

  /// Ends what is still open and gives the multi handle back, with its connections.
  func close(failing error: TransportError) {
    for id in transfers.keys.sorted() { end(id, .failure(error)) }
    let code = kedit_curl_multi_cleanup(library.functions, multi)
    precondition(code == CURLM_OK, "every transfer has been taken out of the multi handle")
  }

  private func check(_ code: CURLMcode) -> TransportError? {
    code == CURLM_OK ? nil : .interrupted("libcurl: \(library.text(code))")
  }

  private func perform(_ command: CurlLoop.Command) {
    switch command {
    case .start(let order):
      do throws(TransportError) {
        let transfer = try CurlTransfer(order, settings: loop.settings, library: library)
        if let failure = check(
          kedit_curl_multi_add(library.functions, multi, transfer.easy))
        {
          throw failure
        }
        transfers[order.id] = transfer
        idOfHandle[transfer.easy] = order.id
      } catch {
        loop.answer(order, .failure(error))
      }
    case .cancel(let id):
      end(id, .failure(.cancelled))
    }
  }

  private func answerDone() {
    var code = CURLE_OK
    while let easy = kedit_curl_multi_next_done(library.functions, multi, &code) {
      guard let id = idOfHandle[easy], let transfer = transfers[id] else { continue }
      end(id, transfer.result(code))
    }
  }

  /// Takes a transfer out and answers it; nothing where it has been answered before.
  private func end(_ id: CurlLoop.ID, _ result: Result<HTTPResponse, TransportError>) {
    guard let transfer = transfers.removeValue(forKey: id) else { return }
    idOfHandle[transfer.easy] = nil
    let code = kedit_curl_multi_remove(library.functions, multi, transfer.easy)
    precondition(code == CURLM_OK, "the transfer was in the multi handle")
    loop.answer(transfer.order, result)
  }
}
