import CurlTransport
import KlingAPI
import PosixFiles
import Synchronization

/// A video behind a link, to be looked into on this machine.
struct RemoteVideo: Sendable {
  let url: String

  /// Why it is not here; one line.
  struct Fault: Error, Hashable, Sendable {
    let words: String
    /// Whether the other side is to blame, not this machine.
    let isRemote: Bool
  }

  /// Videos that the service takes are far smaller.
  private static let limit = 512 << 20

  /// Whether what a person wrote is a link.
  static func isLink(_ text: String) -> Bool {
    let text = text.lowercased()
    return text.hasPrefix("https://") || text.hasPrefix("http://")
  }

  /// Fetches it into a file that its owner alone can read.
  func fetch(to path: String, with transport: CurlTransport) async throws(Fault) {
    let sink: VideoSink
    do throws(FileError) { sink = try VideoSink(path) } catch { throw Fault(error) }
    let request = HTTPRequest(
      .get, url, headers: [("Accept-Encoding", "identity")], timeout: .seconds(600),
      stallTimeout: .seconds(30), maximumResponseBytes: Self.limit, maximumRedirects: 5)
    do throws(TransportError) {
      _ = try await transport.stream(request, into: sink)
    } catch {
      if let fault = sink.fault { throw fault }
      throw Fault(words: "the video cannot be fetched: \(error.words)", isRemote: true)
    }
    do throws(FileError) { try sink.commit() } catch { throw Fault(error) }
  }
}

extension RemoteVideo.Fault {
  fileprivate init(_ error: FileError) {
    self.init(words: "the video cannot be kept: \(error.words)", isRemote: false)
  }
}

extension TransportError {
  /// What happened, in a few words.
  fileprivate var words: String {
    switch self {
    case .unreachable(let text), .interrupted(let text), .insecure(let text),
      .unsendable(let text), .sink(let text):
      text
    case .timedOut: "no answer in time"
    case .tooLarge(let limit): "it has more than \(limit >> 20) MB"
    case .cancelled: "stopped"
    }
  }
}

/// Lets a video into a file as it comes.
private final class VideoSink: ResponseSink {
  private struct State: ~Copyable {
    var writer: FileWriter?
    var fault: RemoteVideo.Fault?
  }

  private let state: Mutex<State>

  init(_ path: String) throws(FileError) {
    let writer = try FileWriter(path, mode: 0o600)
    state = Mutex(State(writer: writer))
  }

  /// Why the body was not taken.
  var fault: RemoteVideo.Fault? { state.withLock { $0.fault } }

  func begin(_ head: HTTPResponseHead) throws {
    guard !(200...299 ~= head.status) else { return }
    let fault = RemoteVideo.Fault(
      words: "the video cannot be fetched: HTTP \(head.status)", isRemote: true)
    state.withLock { $0.fault = fault }
    throw fault
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    try state.withLock { state in
      do throws(FileError) {
        try state.writer?.write(bytes)
      } catch {
        let fault = RemoteVideo.Fault(error)
        state.fault = fault
        throw fault
      }
    }
  }

  func commit() throws(FileError) {
    let result = state.withLock { state -> Result<Void, FileError> in
      guard let writer = state.writer.take() else { return .success(()) }
      do throws(FileError) {
        try writer.commit()
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
