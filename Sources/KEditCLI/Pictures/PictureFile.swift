import KlingMasks
import PNGCodec
import PlainText
import PosixFiles

/// A picture that an option has written: whole, or not at all.
struct PictureFile: Sendable {
  let name: String

  /// The option of the commands that write one.
  static let option = Option<String>.text(
    "output", short: "o", placeholder: "FILE", help: "Write a PNG, in one step.",
    isGivenOnce: true, hasVariable: false)

  /// Makes sure that it is none of the files that are read.
  ///
  /// - Throws: a usage failure.
  func spare(_ inputs: [String], _ io: IO) throws(CommandFailure) {
    guard let own = FileIdentity(of: Path.join(io.currentFolder, name), kind: .file) else { return }
    for input in inputs {
      let path = input == "-" ? io.inputPath : Path.join(io.currentFolder, input)
      guard let path, FileIdentity(of: path, kind: .file) == own else { continue }
      throw .usage(
        "--output is '\(harmless(name))', which is read here and would be lost",
        help: "name another file")
    }
  }

  /// - Throws: a failure of a local file.
  func write(_ bitmap: Bitmap, _ io: IO) throws(CommandFailure) {
    try write(png: try bitmap.png(), io)
  }

  /// - Throws: a failure of a local file.
  func write(png: [UInt8], _ io: IO) throws(CommandFailure) {
    do throws(FileError) {
      try FileSystem.write(png, to: Path.join(io.currentFolder, name))
    } catch {
      throw CommandFailure(.localFile, "'\(harmless(name))' cannot be written: \(error.words)")
    }
  }
}

extension Bitmap {
  /// The picture as a file.
  ///
  /// - Throws: a fault of the program's own: every picture here is far below what a PNG can be.
  func png() throws(CommandFailure) -> [UInt8] {
    do throws(PNGError) {
      return try PNG.encode(PixelImage(self))
    } catch {
      throw CommandFailure(.internalFault, error.description)
    }
  }
}
