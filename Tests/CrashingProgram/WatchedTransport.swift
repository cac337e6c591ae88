import KEditEngine
import KEditPlan
import KlingAPI

/// Calls and downloads: before the first byte leaves, as pieces arrive, and after the last.
struct WatchedTransport: Transport {
  let transport: any Transport
  let points: Points

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    try await points.around(name(of: request)) { () async throws(TransportError) in
      try await transport.send(request)
    }
  }

  func stream(
    _ request: HTTPRequest, into sink: some ResponseSink
  ) async throws(TransportError) -> HTTPResponseHead {
    try await points.around(name(of: request)) { () async throws(TransportError) in
      try await transport.stream(request, into: WatchedSink(sink: sink, points: points))
    }
  }

  /// Without ids and signatures, which are others in each run.
  private func name(of request: HTTPRequest) -> String {
    let path = request.url.split(separator: "?")[0].split(separator: "/").dropFirst(2)
    let isTask = request.method == .get && path.dropLast().last == "multi-elements"
    if request.headers.contains(where: { $0.name == "Range" && $0.value == "bytes=0-0" }) {
      return "a look at a link"
    }
    if path.first != "v1" { return "\(request.method.rawValue) of a file" }
    return isTask ? "GET of a task" : "POST \(path.last ?? "")"
  }
}

private struct WatchedSink<Sink: ResponseSink>: ResponseSink {
  let sink: Sink
  let points: Points

  func begin(_ head: HTTPResponseHead) throws {
    try points.around("the head of a file") { try sink.begin(head) }
  }

  /// In how many pieces a file comes is the network's affair, and no point of its own.
  func receive(_ bytes: UnsafeRawBufferPointer) throws { try sink.receive(bytes) }
}

struct WatchedUploader: Uploader {
  let uploader: any Uploader
  let points: Points

  func upload(_ file: LocalFile) async throws(Failure) -> String {
    try await points.around("an upload") { () async throws(Failure) in
      try await uploader.upload(file)
    }
  }
}
