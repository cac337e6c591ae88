import KEditPlan
import KlingAPI
import PlainText

extension EditDriver {
  /// Why a file could not be fetched.
  private enum DownloadEnd: Error {
    case linkDead(status: Int)
    case failed(Failure)
    case stopped(Leftover.Reason)
  }

  /// A result may take longer to fetch than a call takes to answer.
  private static let timeout = Duration.seconds(3600)
  private static let stallTimeout = Duration.seconds(60)

  /// Fetches files, each under a temporary name until it is whole.
  mutating func download(_ items: [DownloadItem]) async throws(CallEnd) -> EditMachine.Event {
    var paths: [String] = []
    for item in items {
      do throws(DownloadEnd) {
        paths.append(try await fetch(item))
        written.insert(item.path)
      } catch {
        switch error {
        case .linkDead(let status): return .linkDead(status: status)
        case .failed(let failure): return .failed(failure)
        case .stopped(let reason): throw .stopped(reason)
        }
      }
    }
    return .saved(paths)
  }

  private func fetch(_ item: DownloadItem) async throws(DownloadEnd) -> String {
    let start = world.clock.uptime
    var tries = 0
    while true {
      if let reason = reasonToStop() { throw .stopped(reason) }
      let error: KlingError
      switch await attempt(item) {
      case .file(let path): return path
      case .final(let end): throw end
      case .passing(let found): error = found
      }
      tries += 1
      let elapsed = world.clock.uptime - start
      guard
        let pause = options.retries.pause(
          after: error, tries: tries, elapsed: elapsed, random: world.random())
      else { throw .failed(Failure(error)) }
      emit(
        .retry(edit: name, step: error.step, tries: tries, pause: pause, error: error.description))
      if let reason = await wait(pause) { throw .stopped(reason) }
    }
  }

  /// How one try ended.
  private enum Attempt {
    case file(String)
    case final(DownloadEnd)
    case passing(KlingError)
  }

  private func attempt(_ item: DownloadItem) async -> Attempt {
    do throws(FileFault) {
      let file = try world.files.begin(item.path)
      if let failed = await transfer(item, into: file) {
        file.discard()
        return failed
      }
      do throws(FileFault) {
        return .file(try file.commit(replacing: await mayReplace(item.path)))
      } catch {
        file.discard()
        throw error
      }
    } catch {
      return .final(.failed(Failure(.localFile, error.message)))
    }
  }

  /// Only what is this edit's own, or what a person gave up, is ever replaced; a file may have come
  /// to stand there since the run began.
  private func mayReplace(_ path: String) async -> Bool {
    if options.overwrites || written.contains(path) { return true }
    let isOwn = try? await world.journal.isResult(
      path: path, fingerprint: machine.edit.fingerprint)
    return isOwn ?? false
  }

  /// `nil` where the whole body is in the file.
  private func transfer(_ item: DownloadItem, into file: any PendingFile) async -> Attempt? {
    let edit = name
    let emit = emit
    let sink = DownloadSink(file, content: item.content) { bytes, total in
      emit(.downloaded(edit: edit, path: item.path, bytes: bytes, total: total))
    }
    // No header: a signed link refuses `Authorization`, and the key is nobody else's business.
    let left = deadline.map { $0 - world.clock.uptime } ?? Self.timeout
    let request = HTTPRequest(
      .get, item.url, timeout: min(left, Self.timeout), stallTimeout: Self.stallTimeout,
      maximumResponseBytes: .max, maximumRedirects: 5)
    do throws(TransportError) {
      _ = try await world.transport.stream(request, into: sink)
    } catch {
      return outcome(of: error, sink)
    }
    do throws(DownloadSink.Refusal) {
      try sink.finish()
    } catch {
      return outcome(of: error)
    }
    return nil
  }

  private func outcome(of error: TransportError, _ sink: DownloadSink) -> Attempt {
    if let refusal = sink.refusal { return outcome(of: refusal) }
    switch error {
    case .cancelled: return .final(.stopped(.interrupted))
    case .unreachable(let text): return .passing(passing(harmless(text, limit: 300), .unreachable))
    case .interrupted(let text): return .passing(passing(harmless(text, limit: 300)))
    case .timedOut: return .passing(passing("no answer in time"))
    case .insecure(let text):
      return .final(.failed(Failure(.unreachable, "download: \(harmless(text, limit: 300))")))
    case .unsendable(let text), .sink(let text):
      return .final(.failed(Failure(.refused, "download: \(harmless(text, limit: 300))")))
    case .tooLarge: return .final(.failed(Failure(.refused, "download: the file is too large")))
    }
  }

  private func outcome(of refusal: DownloadSink.Refusal) -> Attempt {
    switch refusal {
    case .file(let fault): .final(.failed(Failure(.localFile, fault.message)))
    case .content(let found): .passing(passing("what came is \(found)"))
    case .status(let status):
      switch status {
      case 401, 403, 404, 410: .final(.linkDead(status: status))
      case 408, 425, 429, 500...: .passing(passing("HTTP \(status)"))
      default: .final(.failed(Failure(.unreachable, "download: HTTP \(status)")))
      }
    }
  }

  private func passing(_ message: String, _ kind: KlingError.Kind = .transient) -> KlingError {
    KlingError(kind: kind, step: "download", message: message)
  }
}
