import OrderedJSON
import PosixFiles

/// Uploads and downloads: not part of the service's API, but of the web around it. So there is no
/// envelope, and a key has no place: who sends one would leak it to whoever keeps the files.
extension SimulatedService {
  /// Where the body of an upload is written while it arrives: a new name each time.
  func draftPath() -> String {
    media.path(of: "draft-\(UInt64.random(in: 0...UInt64.max)).mp4")
  }

  func upload(_ name: String, _ call: ServiceCall) throws -> ServiceResponse {
    guard let file = MediaName.upload(name) else {
      return .text(400, "the name is too long, or has a part that is . or ..")
    }
    guard call.request.method == "PUT" else { return try serve(file, call) }
    guard call.request.header("Authorization") == nil else { return .keyRefused }
    let isNew = !media.has(file)
    switch call.request.body {
    case .bytes(let bytes): try media.write(bytes, to: file)
    case .file(let path, _): try FileSystem.rename(path, to: media.path(of: file))
    }
    let host = call.request.header("Host") ?? "127.0.0.1"
    let path = name.split(separator: "/", omittingEmptySubsequences: false)
      .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
    let url = "http://\(host)\(Route.uploadPath)\(path)"
    return ServiceResponse(
      status: isNew ? 201 : 200,
      headers: [.init("Content-Type", "application/json"), .init("Location", url)],
      body: .bytes(JSON.object(["url": .string(url)]).bytes()))
  }

  func download(_ name: String, _ call: ServiceCall) throws -> ServiceResponse {
    guard MediaName.isServed(name) else { return .nothingThere }
    guard call.request.header("Authorization") == nil else { return .keyRefused }
    guard let link = links.link(of: call.request, to: name) else {
      return .text(403, "the signature of the link does not match")
    }
    if let status = try store.read({ try $0.statusOfDeadLink(link.id) }) {
      return .text(status, "the link has ended before its time")
    }
    guard call.now < link.expires * 1000 else { return .text(403, "the link is too old") }
    return try serve(name, call)
  }

  /// Whether there is a file of that name for others to read: a result is one only from the end of
  /// its task on, and for 30 days.
  func offers(_ name: String, at now: Int) throws -> Bool {
    guard media.has(name) else { return false }
    guard let id = MediaName.task(ofResult: name) else { return true }
    return try store.read { try $0.task(ofAnyAccount: id) }?.hasResult(at: now) ?? false
  }

  private func serve(_ name: String, _ call: ServiceCall) throws -> ServiceResponse {
    guard call.request.header("Authorization") == nil else { return .keyRefused }
    guard try offers(name, at: call.now) else { return .nothingThere }
    return ServiceResponse(
      status: 200, headers: [.init("Content-Type", MediaName.contentType(of: name))],
      body: .file(path: media.path(of: call.faults.changesFile ? try media.changed(name) : name)))
  }
}

extension ServiceResponse {
  /// As a signed link answers a request that is authorised twice.
  fileprivate static let keyRefused = ServiceResponse.text(
    403, "a link to a file is signed by itself: send no Authorization")
  fileprivate static let nothingThere = ServiceResponse.text(404, "there is no such file")
}
