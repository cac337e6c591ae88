/// One request on its way in: decides what is kept of its body. Knows nothing of the library.
///
/// Used by the connection's thread alone.
final class Exchange {
  /// What the library is told after a step.
  enum Step {
    case goOn
    /// Answer now, without the rest of the body.
    case answer(HTTPServerResponse)
    case close
  }

  /// A body that nobody wants is read this far, for a client that is still sending would not see
  /// the answer; then the connection is closed.
  static let drainLimit = 64 << 20

  private enum Intake {
    case bytes([UInt8], limit: Int)
    case file(UploadFile, limit: Int)
    case refused(HTTPServerResponse)
  }

  let target: String
  private(set) var head: HTTPServerRequest.Head?
  private var intake = Intake.bytes([], limit: 0)
  private var received = 0

  init(target: String) {
    self.target = target
  }

  /// The head has arrived and was judged.
  func begin(_ head: HTTPServerRequest.Head, _ admission: HTTPServerAdmission) -> Step {
    self.head = head
    let announced = head.header("Content-Length").flatMap { Int($0) } ?? 0
    switch admission {
    case .bytes(let limit):
      intake = announced > limit ? Self.tooLarge : .bytes([], limit: limit)
    case .file(let path, let limit):
      if announced > limit {
        intake = Self.tooLarge
      } else if let file = UploadFile(path: path) {
        intake = .file(file, limit: limit)
      } else {
        intake = .refused(.text("the file cannot be created", status: 500))
      }
    case .refuse(let response): intake = .refused(response)
    case .drop: return .close
    }
    // Who asks first has sent nothing yet; who sends more than is drained is answered at once too.
    if case .refused(let response) = intake,
      head.header("Expect") != nil || announced > Self.drainLimit
    {
      return .answer(response)
    }
    return .goOn
  }

  /// The next piece of the body.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Step {
    received += bytes.count
    switch intake {
    case .bytes(var buffer, let limit):
      guard received <= limit else {
        intake = Self.tooLarge
        break
      }
      // So that the buffer has one owner while it grows.
      intake = .bytes([], limit: 0)
      buffer.append(contentsOf: bytes)
      intake = .bytes(buffer, limit: limit)
    case .file(let file, let limit):
      if received > limit {
        intake = Self.tooLarge
      } else if !file.write(bytes) {
        intake = .refused(.text("the file cannot be written", status: 507))
      }
    case .refused:
      if received > Self.drainLimit { return .close }
    }
    return .goOn
  }

  /// The whole request has arrived.
  func finish(_ handler: (HTTPServerRequest) -> HTTPServerResponse) -> HTTPServerResponse {
    guard let head else { preconditionFailure("no request ends before its head") }
    switch intake {
    case .bytes(let bytes, _): return handler(HTTPServerRequest(head: head, body: .bytes(bytes)))
    case .file(let file, _): return handler(HTTPServerRequest(head: head, body: file.handOn()))
    case .refused(let response): return response
    }
  }

  private static var tooLarge: Intake { .refused(.text("the body is too large", status: 413)) }
}
