import Crypto
import KEditEngine
import PlainText
import PosixFiles
import Synchronization

/// The files of this machine, as a run sees them: what the plan names lies below one folder, what the
/// run makes below another.
struct RunFiles: Files {
  /// The folder of the spec or of the plan file.
  let sourceFolder: String
  /// The output folder as it is opened.
  let outputFolder: String
  /// The output folder as the person named it, for the paths that are shown.
  let shownOutputFolder: String

  /// The most bytes of a file that is held in memory: images, and the service takes 10 MB.
  private static let limit = 64 << 20

  func read(_ path: String) throws(FileFault) -> [UInt8] {
    do throws(FileError) {
      return try FileSystem.read(Path.join(sourceFolder, path), limit: Self.limit)
    } catch {
      throw FileFault("'\(harmless(path))' cannot be read: \(error.words)")
    }
  }

  func sha256(of path: String) throws(FileFault) -> String {
    do throws(FileError) {
      return try hexadecimalSHA256(ofFile: Path.join(sourceFolder, path))
    } catch {
      throw FileFault("'\(harmless(path))' cannot be read: \(error.words)")
    }
  }

  func exists(_ path: String) throws(FileFault) -> Bool {
    do throws(FileError) {
      return try FileSystem.exists(Path.join(outputFolder, path))
    } catch {
      throw FileFault("'\(harmless(path))' cannot be looked at: \(error.words)")
    }
  }

  func sha256(ofResult path: String) throws(FileFault) -> String? {
    do throws(FileError) {
      return try hexadecimalSHA256(ofFile: Path.join(outputFolder, path))
    } catch {
      if error.isMissing { return nil }
      throw FileFault("'\(harmless(shown(path)))' cannot be read: \(error.words)")
    }
  }

  func location(_ path: String) -> String {
    FileSystem.canonicalPath(Path.join(outputFolder, path))
  }

  func shown(_ path: String) -> String {
    Path.join(shownOutputFolder, path)
  }

  func begin(_ path: String, isPrivate: Bool) throws(FileFault) -> any PendingFile {
    let target = Path.join(outputFolder, path)
    do throws(FileError) {
      try FileSystem.createFolders(Path.folder(of: target))
      let writer = try FileWriter(target, mode: isPrivate ? 0o600 : nil)
      return PendingResult(writer, shownPath: shown(path))
    } catch {
      throw FileFault(unwritable: shown(path), error)
    }
  }

  func readOutput(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
    do throws(FileError) {
      return try FileSystem.read(Path.join(outputFolder, path), limit: limit)
    } catch {
      throw FileFault("'\(harmless(shown(path)))' cannot be read: \(error.words)")
    }
  }

  func setAside(_ path: String, as other: String) throws(FileFault) -> String? {
    let target = Path.join(outputFolder, other)
    do throws(FileError) {
      try FileSystem.move(Path.join(outputFolder, path), withoutReplacing: target)
      return shown(other)
    } catch {
      if error.isMissing { return nil }
      let words = error.isAlreadyThere ? "it exists already" : error.words
      throw FileFault(
        "'\(harmless(shown(path)))' cannot be kept as '\(harmless(shown(other)))': \(words)")
    }
  }
}

extension FileFault {
  /// `path` as a person is shown it.
  fileprivate init(unwritable path: String, _ error: FileError) {
    self.init(
      "'\(harmless(path))' cannot be written: \(error.words)", isOutOfSpace: error.isOutOfSpace)
  }
}

/// A result that is being downloaded.
private final class PendingResult: PendingFile {
  /// `nil` once it is in its place or thrown away.
  private let writer: Mutex<FileWriter?>
  /// Of what was written so far.
  private let hash = Mutex(SHA256())
  private let shownPath: String

  init(_ writer: consuming FileWriter, shownPath: String) {
    self.writer = Mutex(writer)
    self.shownPath = shownPath
  }

  func content() throws(FileFault) -> PendingContent {
    PendingContent(
      sha256: hash.withLock { $0.digest().hexadecimal },
      size: writer.withLock { $0?.byteCount ?? 0 })
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault) {
    do throws(FileError) {
      try writer.withLock { writer throws(FileError) in try writer?.write(bytes) }
    } catch {
      throw FileFault(unwritable: shownPath, error)
    }
    hash.withLock { $0.update(bytes) }
  }

  func restart() throws(FileFault) {
    do throws(FileError) {
      try writer.withLock { writer throws(FileError) in try writer?.restart() }
    } catch {
      throw FileFault(unwritable: shownPath, error)
    }
    hash.withLock { $0 = SHA256() }
  }

  func commit(replacing: Bool) throws(FileFault) -> String {
    do throws(FileError) {
      try writer.withLock { writer throws(FileError) in
        guard let pending = writer.take() else { return }
        try pending.commit(replacing: replacing)
      }
    } catch {
      if error.isAlreadyThere { throw FileFault("'\(harmless(shownPath))' exists already") }
      throw FileFault(unwritable: shownPath, error)
    }
    return shownPath
  }

  func discard() {
    writer.withLock { $0 = nil }
  }
}
