import KEditPlan
package import KlingAPI

/// Everything outside that a run touches, handed in.
package struct World: Sendable {
  package var client: KlingClient
  /// For downloads, which carry no key.
  package var transport: any Transport
  package var journal: any Journal
  package var clock: any RunClock
  /// The time of day, as Unix time in milliseconds.
  package var unixMilliseconds: @Sendable () -> Int
  package var files: any Files
  /// `nil` where nothing is configured that makes a local video public.
  package var uploader: (any Uploader)?
  /// SHA-256 of bytes in lower-case hexadecimal.
  package var sha256: @Sendable ([UInt8]) -> String
  /// Base64 with padding, on one line (RFC 4648, section 4).
  package var base64: @Sendable ([UInt8]) -> String
  /// Anything in 0..<1, for the jitter of retries.
  package var random: @Sendable () -> Double
  /// What a result says of the program that made it.
  package var programVersion: String
  /// The masks of one frame of a video as a PNG; `nil` where there is none to be made of them.
  package var drawMasks: @Sendable ([SelectionAnswer.Mask], ParsedVideo) -> [UInt8]?

  package init(
    client: KlingClient, transport: any Transport, journal: any Journal, clock: any RunClock,
    unixMilliseconds: @escaping @Sendable () -> Int, files: any Files, uploader: (any Uploader)?,
    sha256: @escaping @Sendable ([UInt8]) -> String,
    base64: @escaping @Sendable ([UInt8]) -> String,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    programVersion: String,
    drawMasks: @escaping @Sendable ([SelectionAnswer.Mask], ParsedVideo) -> [UInt8]? = { _, _ in nil
    }
  ) {
    self.client = client
    self.transport = transport
    self.journal = journal
    self.clock = clock
    self.unixMilliseconds = unixMilliseconds
    self.files = files
    self.uploader = uploader
    self.sha256 = sha256
    self.base64 = base64
    self.random = random
    self.programVersion = programVersion
    self.drawMasks = drawMasks
  }

  /// Whether the file at that path inside the output folder is the edit's own, by its content too: a
  /// result that a run gave it, or a preview that a person had rendered for whatever stood under its
  /// name then.
  func mayReplace(_ path: String, of edit: PlannedEdit) async throws(Failure) -> Bool {
    if try await placedFile(path, of: edit) != nil { return true }
    guard ResultNames(save: edit.save).isOfPreview(path), let content = try content(of: path) else {
      return false
    }
    do throws(JournalFault) {
      return try await journal.hasPreview(at: files.location(path), sha256: content)
    } catch {
      throw Failure(error)
    }
  }

  /// The record of the file at that path, where it is a result of the edit.
  func placedFile(_ path: String, of edit: PlannedEdit) async throws(Failure) -> PlacedFile? {
    let content = try content(of: path)
    do throws(JournalFault) {
      let records = try await journal.results(at: files.location(path))
      return records.first { $0.fingerprint == edit.fingerprint && $0.sha256 == content }
    } catch {
      throw Failure(error)
    }
  }

  /// SHA-256 of the file at that path inside the output folder; `nil` where there is none.
  private func content(of path: String) throws(Failure) -> String? {
    do throws(FileFault) {
      return try files.sha256(ofResult: path)
    } catch {
      throw Failure(.localFile, error.message)
    }
  }
}
