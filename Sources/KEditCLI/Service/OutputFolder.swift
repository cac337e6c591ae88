import Glibc
import KEditEngine
import KEditPlan
import PlainText
import PosixFiles

/// Where the results go, looked at before anything is paid for.
struct OutputFolder: Sendable {
  let path: String
  /// As the person named it.
  let shownPath: String

  /// Makes sure that every result can be written: the folder, or the nearest one above it that is
  /// there, is a folder and writable.
  ///
  /// - Throws: a failure of a local file.
  func check(for plan: Plan) throws(CommandFailure) {
    var checked: Set<String> = []
    for edit in plan.edits {
      let folder = Path.folder(of: edit.save)
      guard checked.insert(folder).inserted else { continue }
      do throws(FileError) {
        try check(Path.join(path, folder == "." ? "" : folder))
      } catch {
        let name = Path.join(shownPath, folder == "." ? "" : folder)
        throw CommandFailure(
          .localFile, "the results cannot be written into '\(harmless(name))': \(error.words)",
          help: "--output-dir takes another folder")
      }
    }
  }

  /// Makes sure that no result replaces what the run is made from, whatever may be overwritten:
  /// nobody means that, and the file would be gone before the next run needs it.
  ///
  /// `preview` says whether masks are rendered of every edit.
  ///
  /// - Throws: a failure of a local file.
  func check(
    for plan: Plan, sparing inputs: InputFiles, preview: Bool
  ) throws(CommandFailure) {
    for edit in plan.edits {
      for result in ResultNames.all(of: edit, preview: preview) {
        guard let input = inputs.name(at: Path.join(path, result)) else { continue }
        let name = harmless(Path.join(shownPath, result))
        throw CommandFailure(
          .localFile,
          "the result '\(name)' of '\(harmless(edit.name))' would replace the input "
            + "'\(harmless(input))'",
          help: "--output-dir takes another folder, 'save' another name")
      }
    }
  }

  /// The edit of which a result will stand at a path.
  ///
  /// `preview` says whether masks are rendered of every edit.
  func edit(thatWrites file: String, in plan: Plan, preview: Bool) -> PlannedEdit? {
    plan.edits.first { edit in
      ResultNames.all(of: edit, preview: preview).contains {
        FileIdentity.areSame(file, Path.join(path, $0))
      }
    }
  }

  private func check(_ folder: String) throws(FileError) {
    do throws(FileError) {
      guard try FileSystem.status(of: folder).kind == .folder else {
        throw FileError(path: folder, operation: .write, reason: .system(ENOTDIR))
      }
    } catch {
      let parent = Path.folder(of: folder)
      // What is not there will be made, where it can be. A file in the place of a folder is there.
      guard error.reason == .system(ENOENT), parent != folder else { throw error }
      return try check(parent)
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw FileError(path: folder, operation: .write, reason: .system(errno))
    }
  }
}
