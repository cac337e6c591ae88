import KEditSyntax
import PlainText
import PosixFiles

/// A FILE of the command line, read: a spec or a plan, told apart by what is in it.
struct InputFile: Sendable {
  /// Named as the person named it; standard input is `<stdin>`.
  let source: SourceText
  /// The folder that the paths in it are relative to: its own, for standard input the current one.
  let folder: String
  /// Where it lies; `nil` for standard input.
  let path: String?
  /// Where the system shows it: as `path`, or the file that standard input is.
  var systemPath: String?
  /// The folder that relative paths of the command line start from.
  let currentFolder: String

  /// Reads a file of at most `limit` bytes, or standard input for `-`.
  ///
  /// - Throws: a failure of a local file.
  static func read(
    _ name: String, _ io: IO, limit: Int = IO.inputLimit
  ) throws(CommandFailure) -> InputFile {
    do throws(FileError) {
      if name == "-" {
        let bytes = try io.readInput().get()
        return InputFile(
          source: SourceText(name: "<stdin>", bytes: bytes), folder: io.currentFolder, path: nil,
          systemPath: io.inputPath, currentFolder: io.currentFolder)
      }
      let path = Path.join(io.currentFolder, name)
      let bytes = try FileSystem.read(path, limit: limit, accepting: .anything)
      return InputFile(
        source: SourceText(name: name, bytes: bytes), folder: Path.folder(of: path), path: path,
        systemPath: path, currentFolder: io.currentFolder)
    } catch {
      let what = name == "-" ? "standard input" : "'\(harmless(name))'"
      throw CommandFailure(.localFile, "\(what) cannot be read: \(error.words)")
    }
  }

  /// What is typed step by step, as a file of a folder; relative paths of the command line start from
  /// another.
  static func session(in folder: String, from currentFolder: String) -> InputFile {
    InputFile(
      source: SourceText(name: "session", text: ""), folder: folder, path: nil,
      currentFolder: currentFolder)
  }

  /// The file with another text in its place.
  func with(_ source: SourceText) -> InputFile {
    InputFile(
      source: source, folder: folder, path: path, systemPath: systemPath,
      currentFolder: currentFolder)
  }

  /// Whether it is a plan: its first character, white space apart, is a brace, with which no spec
  /// begins.
  var isPlan: Bool {
    var bytes = source.bytes[...]
    if bytes.starts(with: byteOrderMark) { bytes = bytes.dropFirst(byteOrderMark.count) }
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "{")
  }
}
