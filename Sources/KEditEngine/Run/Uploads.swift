import KEditPlan

/// Uploads every local video once, however many edits need it, and under however many names it lies
/// here.
actor Uploads {
  private let uploader: any Uploader
  /// By the SHA-256 of the content, as below.
  private var urls: [String: String] = [:]
  private var underWay: [String: [CheckedContinuation<Void, Never>]] = [:]

  init(_ uploader: any Uploader) {
    self.uploader = uploader
  }

  /// What `url(of:)` gives or throws, as a value.
  func result(for file: LocalFile) async -> Result<String, Failure> {
    do throws(Failure) { return .success(try await url(of: file)) } catch { return .failure(error) }
  }

  /// The public URL of a file. Edits that ask while it is being uploaded wait; where that fails, the
  /// next of them tries for itself.
  private func url(of file: LocalFile) async throws(Failure) -> String {
    let content = file.sha256
    while underWay[content] != nil {
      await withCheckedContinuation { underWay[content, default: []].append($0) }
    }
    if let url = urls[content] { return url }
    underWay[content] = []
    defer {
      for waiting in underWay.removeValue(forKey: content) ?? [] { waiting.resume() }
    }
    let url = try await uploader.upload(file)
    urls[content] = url
    return url
  }
}
