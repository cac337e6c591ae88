import KEditEngine
import KEditPlan
import PlainText
import PosixFiles
import Programs

/// Makes a local video public by the person's own command (`KEDIT_UPLOAD_COMMAND`).
struct CommandUploader: Uploader {
  let command: UploadCommand
  /// The folder that relative paths start from.
  let folder: String

  func upload(_ file: LocalFile) async throws(Failure) -> String {
    do throws(UploadCommand.Failure) {
      return try await command.upload(Path.join(folder, file.path))
    } catch {
      if case .program(.cancelled) = error { throw Failure(.stopped, "stopped") }
      throw Failure(.personMustAct, "'\(harmless(file.path))': \(harmless("\(error)"))")
    }
  }
}
