import Crypto
import KEditCompiler
import MediaFacts
import PosixFiles
import Programs

/// Looks at the local files that a spec names, so that the compiler need not.
struct FileExaminer: Sendable {
  /// The folder that relative paths start from.
  let folder: String
  let environment: Environment

  /// What is known of each file.
  func reports(on files: [ReferencedFile]) async -> [ReferencedFile: FileReport] {
    var reports: [ReferencedFile: FileReport] = [:]
    for file in files { reports[file] = await examine(file.path) }
    return reports
  }

  private func examine(_ path: String) async -> FileReport {
    let path = Path.join(folder, path)
    do throws(FileError) {
      let (type, sha256, size) = try read(path)
      let media = type.isVideo ? await probe(path, type) : type.unprobed
      return .facts(FileFacts(sha256: sha256, byteCount: size, media: media))
    } catch {
      return .unreadable(error.words)
    }
  }

  /// What is in a video; where no program can tell, what the first bytes say.
  private func probe(_ path: String, _ type: ContentType) async -> FileFacts.Media {
    do throws(ProgramError) {
      return try await FFprobe.probe(path, environment: environment.variables).media(of: type)
    } catch {
      return .other("a video that could not be looked into: \(error)")
    }
  }

  /// Type, hash and size of what is read: one pass over the content, however long it is.
  private func read(
    _ path: String
  ) throws(FileError) -> (type: ContentType, sha256: String, size: Int) {
    let reader = try FileReader(path)
    let type = try ContentType.recognize(size: try reader.status().size) {
      offset, count throws(FileError) in
      try reader.seek(to: offset)
      return try reader.read(upTo: count)
    }
    try reader.seek(to: 0)
    var hash = SHA256()
    let size = try reader.forEachChunk { hash.update($0) }
    return (type, hash.digest().hexadecimal, size)
  }
}
