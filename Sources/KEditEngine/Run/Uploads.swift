import KEditPlan

/// Uploads every local video once, however many edits of a run need it.
actor Uploads {
  private let uploader: any Uploader
  private var urls: [LocalFile: String] = [:]
  private var underWay: [LocalFile: [CheckedContinuation<Void, Never>]] = [:]

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
    while underWay[file] != nil {
      await withCheckedContinuation { underWay[file, default: []].append($0) }
    }
    if let url = urls[file] { return url }
    underWay[file] = []
    defer {
      for waiting in underWay.removeValue(forKey: file) ?? [] { waiting.resume() }
    }
    let url = try await uploader.upload(file)
    urls[file] = url
    return url
  }
}
