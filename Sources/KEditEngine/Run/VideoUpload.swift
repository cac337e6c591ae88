import KEditPlan
import PlainText

/// Brings a local video to where the service can read it, and tries again as the retry policy allows.
struct VideoUpload: Sendable {
  let caller: Caller
  let files: any Files
  /// `nil` where nothing makes a local video public.
  let uploads: Uploads?

  /// Why a video has no public URL.
  enum End: Error {
    case failed(Failure)
    case stopped(Leftover.Reason)
  }

  /// The public URL of a file that still is what it was when the plan was made.
  func url(of file: LocalFile) async throws(End) -> String {
    guard let uploads else {
      throw .failed(Failure(.usage, "nothing is configured to upload \(harmless(file.path))"))
    }
    if let reason = caller.reasonToStop() { throw .stopped(reason) }
    // Other edits may have taken long since the files were looked at.
    let content: String
    do throws(FileFault) {
      content = try files.sha256(of: file.path)
    } catch {
      throw .failed(Failure(.faultyFile, error.message))
    }
    guard content == file.sha256 else { throw .failed(.changed(file)) }
    let start = caller.uptime
    var tries = 0
    while true {
      guard let result = await caller.beforeTheEnd({ await uploads.result(for: file) }) else {
        throw .stopped(caller.reasonToStop() ?? .timeout)
      }
      switch result {
      case .success(let url): return url
      case .failure(let failure):
        if let reason = caller.reasonToStop() { throw .stopped(reason) }
        tries += 1
        guard failure.kind == .unreachable,
          let pause = caller.pause(afterTries: tries, elapsed: caller.uptime - start)
        else { throw .failed(failure) }
        caller.emit(
          .retry(
            edit: caller.edit, step: "upload", tries: tries, pause: pause,
            error: failure.messages.joined(separator: ", ")))
        if let reason = await caller.wait(pause) { throw .stopped(reason) }
      }
    }
  }
}

extension Failure {
  /// A file is not what it was when it was checked.
  static func changed(_ file: LocalFile) -> Failure {
    Failure(.faultyFile, "\(harmless(file.path)) is not the file that the plan was made with")
  }
}
