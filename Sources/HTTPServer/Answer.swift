internal import Glibc

/// A response made ready: what a file has to do with it is settled.
struct Answer {
  var status: Int
  var headers: [(name: String, value: String)]
  let source: BodySource

  /// - Parameters:
  ///   - response: what the handler said.
  ///   - head: the request's, for its ranges.
  ///   - stopped: ends what takes its time.
  init(_ response: HTTPServerResponse, to head: HTTPServerRequest.Head, stopped: Signal) {
    switch response.body {
    case .bytes(let bytes):
      status = response.status
      headers = response.headers
      source = BodySource(
        .bytes(bytes), count: bytes.count, fault: response.fault, stopped: stopped)
    case .file(let path):
      guard let file = ServedFile(path) else {
        status = 404
        headers = []
        source = BodySource(.bytes([]), count: 0, fault: response.fault, stopped: stopped)
        return
      }
      let part = file.part(for: head, fault: response.fault)
      status = part.status ?? response.status
      headers = response.headers + part.headers
      source = BodySource(
        .file(descriptor: file.descriptor, start: part.range.lowerBound), count: part.range.count,
        fault: response.fault, stopped: stopped)
    }
  }
}

/// A plain file, opened to be sent; who sends it closes it.
private struct ServedFile {
  let descriptor: CInt
  let size: Int
  let entityTag: String
  let lastModified: String

  init?(_ path: String) {
    // Without O_NONBLOCK the opening of a pipe would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
    let parts = [
      UInt64(status.st_ino), UInt64(status.st_size),
      UInt64(bitPattern: Int64(status.st_mtim.tv_sec)),
      UInt64(status.st_mtim.tv_nsec),
    ]
    entityTag = "\"" + parts.map { String($0, radix: 36) }.joined(separator: "-") + "\""
    lastModified = HTTPDate.string(status.st_mtim.tv_sec)
  }

  /// Which bytes the request gets, and what is said about them.
  func part(
    for head: HTTPServerRequest.Head, fault: HTTPServerResponse.Fault?
  ) -> (status: Int?, range: Range<Int>, headers: [(name: String, value: String)]) {
    let about = [
      ("Accept-Ranges", "bytes"), ("ETag", entityTag), ("Last-Modified", lastModified),
    ]
    switch fault == .ignoreRange ? .whole : requestedRange(head) {
    case .whole: return (nil, 0..<size, about)
    case .part(let wanted):
      let range = fault == .wrongRange ? 0..<wanted.count : wanted
      let content = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
      return (206, range, about + [("Content-Range", content)])
    case .unsatisfiable: return (416, 0..<0, about + [("Content-Range", "bytes */\(size)")])
    }
  }

  private func requestedRange(_ head: HTTPServerRequest.Head) -> ByteRange {
    guard head.method == "GET", let range = head.header("Range") else { return .whole }
    if let condition = head.header("If-Range"), condition != entityTag, condition != lastModified {
      return .whole
    }
    return ByteRange(range, size: size)
  }
}
