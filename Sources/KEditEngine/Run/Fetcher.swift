import KlingAPI
import PlainText

/// Fetches a file over as many tries as it takes; its place it is given by whoever wanted it.
struct Fetcher: Sendable {
  let caller: Caller
  /// Carries no key.
  let transport: any Transport
  let files: any Files

  /// Why a file could not be fetched.
  enum End: Error {
    /// What is there is kept for the fresh link.
    case linkDead(status: Int, Download)
    case failed(Failure)
    case stopped(Leftover.Reason)
  }

  /// A result may take longer to fetch than a call takes to answer.
  private static let timeout = Duration.seconds(3600)
  private static let stallTimeout = Duration.seconds(60)
  /// So many bytes more make a try that broke off worth while.
  private static let progress = 1 << 16

  /// Tries until the file is there. The policy's tries are those that brought the file no further, and
  /// its time is that in which nothing came: a line that breaks again and again still comes to the
  /// end.
  func fetch(
    _ item: DownloadItem, _ kept: Download?
  ) async throws(End) -> Download {
    let download: Download
    if let kept, kept.path.utf8.elementsEqual(item.path.utf8) {
      download = kept
    } else {
      download = try begin(item.path)
    }
    var start = caller.uptime
    var tries = 0
    while true {
      if let reason = caller.reasonToStop() { throw .stopped(reason) }
      let (furthest, received) = (download.furthest, download.received)
      guard let error = try await transfer(item, into: download) else {
        return download
      }
      // The time allowed for the run ended this try: it is no failure of the link's.
      if let reason = caller.reasonToStop() { throw .stopped(reason) }
      if download.furthest >= furthest + Self.progress { tries = 0 }
      if download.received >= received + Self.progress { start = caller.uptime }
      tries += 1
      let elapsed = caller.uptime - start
      guard let pause = caller.pause(after: error, tries: tries, elapsed: elapsed) else {
        throw .failed(Failure(error))
      }
      caller.announce(pause, before: error, tries: tries)
      if let reason = await caller.wait(pause) { throw .stopped(reason) }
    }
  }

  /// A file of a temporary name, which is to stand at that path.
  func begin(
    _ path: String, isPrivate: Bool = false
  ) throws(End) -> Download {
    do throws(FileFault) {
      return Download(path, try files.begin(path, isPrivate: isPrivate))
    } catch {
      throw .failed(Failure(error, of: nil))
    }
  }

  /// A file of a temporary name with that content, which is to stand at that path.
  func begin(
    _ path: String, content: [UInt8], isPrivate: Bool = false
  ) throws(End) -> Download {
    let download = try begin(path, isPrivate: isPrivate)
    let written = content.withUnsafeBytes { bytes in
      Result { () throws(FileFault) in try download.file.write(bytes) }
    }
    if case .failure(let fault) = written { throw .failed(Failure(fault, of: download)) }
    return download
  }

  /// One try.
  ///
  /// - Returns: why another may help; `nil` where the whole file is there.
  private func transfer(
    _ item: DownloadItem, into download: Download
  ) async throws(End) -> KlingError? {
    let caller = caller
    let sink = DownloadSink(download, url: item.url, content: item.content) { bytes, total in
      caller.emit(.downloaded(edit: caller.edit, path: item.path, bytes: bytes, total: total))
    }
    // No key: a signed link refuses `Authorization`, and the key is nobody else's business.
    let left = caller.timeLeft ?? Self.timeout
    let request = HTTPRequest(
      .get, item.url, headers: download.headers(for: item.url), timeout: min(left, Self.timeout),
      stallTimeout: Self.stallTimeout, maximumResponseBytes: .max, maximumRedirects: 5)
    do throws(TransportError) {
      _ = try await transport.stream(request, into: sink)
    } catch {
      if let refusal = sink.refusal { return try passing(refusal, download) }
      if download.part.isWhole { return nil }
      return try passing(error)
    }
    do throws(DownloadSink.Refusal) {
      try sink.finish()
    } catch {
      return try passing(error, download)
    }
    return nil
  }

  private func passing(_ error: TransportError) throws(End) -> KlingError {
    switch error {
    case .cancelled: throw .stopped(.interrupted)
    case .unreachable(let text): return passing(harmless(text, limit: 300), .unreachable)
    case .interrupted(let text): return passing(harmless(text, limit: 300))
    case .timedOut: return passing("no answer in time")
    case .insecure(let text):
      throw .failed(Failure(.unreachable, "download: \(harmless(text, limit: 300))"))
    case .unsendable(let text), .sink(let text):
      throw .failed(Failure(.refused, "download: \(harmless(text, limit: 300))"))
    case .tooLarge: throw .failed(Failure(.refused, "download: the file is too large"))
    }
  }

  private func passing(
    _ refusal: DownloadSink.Refusal, _ download: Download
  ) throws(End) -> KlingError {
    switch refusal {
    case .file(let fault): throw .failed(Failure(fault, of: download))
    case .content(let found): return passing("what came is \(found)")
    case .short(let found): return passing("what came is \(found)")
    case .status(let status, let retryAfter):
      switch status {
      case _ where DownloadStatus.isDeadLink(status): throw .linkDead(status: status, download)
      case 408, 425, 429, 500...: return passing("HTTP \(status)", retryAfter: retryAfter)
      default: throw .failed(Failure(.unreachable, "download: HTTP \(status)"))
      }
    }
  }

  private func passing(
    _ message: String, _ kind: KlingError.Kind = .transient, retryAfter: Duration? = nil
  ) -> KlingError {
    KlingError(kind: kind, step: "download", message: message, retryAfter: retryAfter)
  }
}

extension Failure {
  /// A file that cannot be written, with what a person must know where there is no room for it.
  init(_ fault: FileFault, of download: Download?) {
    var message = fault.message
    if fault.isOutOfSpace, let total = download?.part.total {
      message += "; the file has \(total) bytes"
    }
    self.init(
      .localFile,
      fault.isOutOfSpace
        ? [message, "nothing is lost: with room for it, the next run fetches the result"]
        : [message])
  }
}
