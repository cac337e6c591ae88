import PlainText
import PosixFiles
import Programs

/// The person's editor, over a text.
struct TextEditor: Sendable {
  private let context: CommandContext

  init(_ context: CommandContext) {
    self.context = context
  }

  /// Lets the person change a text.
  ///
  /// - Returns: the text as they left it; `nil` where it is the same.
  /// - Throws: a failure of the editor, or of the file that it is given.
  func edit(_ text: String) async throws(CommandFailure) -> String? {
    guard let command = context.environment["VISUAL"] ?? context.environment["EDITOR"] else {
      throw .usage("no editor is named", help: "set EDITOR to the one you like: EDITOR=nano")
    }
    let folder: PrivateFolder
    let path: String
    do throws(FileError) {
      folder = try PrivateFolder(in: context.environment["TMPDIR"])
      path = Path.join(folder.path, "session.kedit")
      var writer = try FileWriter(path, mode: 0o600)
      try writer.write(Array(text.utf8))
      try writer.commit()
    } catch {
      throw CommandFailure(.localFile, "the text cannot be written: \(error.words)")
    }
    try await run(command, path)
    do throws(FileError) {
      defer { withExtendedLifetime(folder) {} }
      let bytes = try FileSystem.read(path, limit: IO.inputLimit)
      let new = String(decoding: bytes, as: UTF8.self)
      return new == text ? nil : new
    } catch {
      throw CommandFailure(.localFile, "what the editor wrote cannot be read: \(error.words)")
    }
  }

  private func run(_ command: String, _ path: String) async throws(CommandFailure) {
    let status: Int32
    do throws(ProgramError) {
      // As git and others do it: the variable may hold options too.
      status = try await ForegroundProgram(
        "/bin/sh", ["-c", "\(command) \"$@\"", command, path],
        environment: context.environment.variables
      ).run()
    } catch {
      throw CommandFailure(.localFile, "'\(harmless(command))': \(error)")
    }
    guard status == 0 else {
      throw CommandFailure(
        .localFile, "'\(harmless(command))' ended with \(status), so nothing is changed")
    }
  }
}
