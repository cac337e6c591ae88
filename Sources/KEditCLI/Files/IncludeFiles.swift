import KEditCompiler
import KEditSyntax
import PosixFiles

/// Reads the files that a spec includes.
struct IncludeFiles: Sendable {
  let input: InputFile

  /// What tells the spec itself from all other files.
  var identityOfInput: String {
    input.path.flatMap { try? FileSystem.status(of: $0) }.map(Self.identity) ?? "standard input"
  }

  /// Reads a file by its path as seen from the spec's folder.
  func read(_ path: String) -> IncludedFile {
    let place = Path.join(input.folder, path)
    do throws(FileError) {
      let status = try FileSystem.status(of: place)
      let bytes = try FileSystem.read(place, limit: IO.inputLimit)
      let shown = input.path == nil ? path : Path.join(Path.folder(of: input.source.name), path)
      return .source(
        SourceText(name: Path.normalize(shown), bytes: bytes), identity: Self.identity(status))
    } catch {
      return .unreadable(error.words)
    }
  }

  /// However a file is reached, by links or by detours, it is the same one.
  private static func identity(_ status: FileStatus) -> String {
    "\(status.device):\(status.inode)"
  }
}
