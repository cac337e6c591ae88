import KEditEngine
import KEditPlan
import KlingAPI
import PlainText
import PosixFiles

/// Makes a local video public by a PUT below a URL (`KEDIT_UPLOAD_URL`), where it can be read too.
struct PutUploader: Uploader {
  /// Without a slash at the end.
  private let base: String
  /// The folder that relative paths start from.
  private let folder: String
  private let transport: any Transport

  /// How long one upload may take.
  private static let timeout = Duration.seconds(3600)
  private static let stallTimeout = Duration.seconds(60)

  init(base: String, folder: String, transport: any Transport) {
    self.base = String(base.reversed().drop { $0 == "/" }.reversed())
    self.folder = folder
    self.transport = transport
  }

  func upload(_ file: LocalFile) async throws(Failure) -> String {
    let path = Path.join(folder, file.path)
    let size: Int
    do throws(FileError) {
      size = try FileSystem.status(of: path).size
    } catch {
      throw Failure(.localFile, "'\(harmless(file.path))' cannot be read: \(error.words)")
    }
    // Named by its content, so that two files never meet under one name; the service wants to see
    // the extension.
    let type = Path.fileExtension(of: path) == "mov" ? "mov" : "mp4"
    let url = "\(base)/\(file.sha256).\(type)"
    let request = HTTPRequest(
      .put, url, headers: [("Content-Type", type == "mov" ? "video/quicktime" : "video/mp4")],
      body: .file(path: path, size: size), timeout: Self.timeout,
      stallTimeout: Self.stallTimeout, maximumResponseBytes: 1 << 20)
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await transport.send(request)
    } catch {
      throw failure(error, of: file)
    }
    switch response.head.status {
    case 200...299: return url
    case 500...599:
      throw Failure(
        .unreachable, "the upload of '\(harmless(file.path))' failed: HTTP \(response.head.status)")
    default:
      throw Failure(
        .personMustAct,
        "the upload of '\(harmless(file.path))' was refused: HTTP \(response.head.status)")
    }
  }

  private func failure(_ error: TransportError, of file: LocalFile) -> Failure {
    let upload = "the upload of '\(harmless(file.path))'"
    return switch error {
    case .unreachable(let text), .interrupted(let text):
      Failure(.unreachable, "\(upload) failed: \(harmless(text))")
    case .timedOut: Failure(.unreachable, "\(upload) took too long")
    case .tooLarge: Failure(.unreachable, "\(upload) was answered with far too much")
    case .insecure(let text): Failure(.personMustAct, "\(upload): \(harmless(text))")
    case .unsendable(let text), .sink(let text): Failure(.localFile, "\(upload): \(harmless(text))")
    case .cancelled: Failure(.stopped, "stopped")
    }
  }
}
