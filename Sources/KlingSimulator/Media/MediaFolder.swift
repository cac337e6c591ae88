import Glibc
import MediaFacts
import PosixFiles

/// The files of a state folder that have a URL: uploads, the videos of sessions, results, previews.
///
/// A name says what the file is and is safe in a URL and as a file's name.
struct MediaFolder: Sendable {
  private let path: String

  /// - Throws: `FileError` where the folder cannot be made.
  init(path: String) throws(FileError) {
    try FileSystem.createFolders(path, mode: 0o700)
    self.path = path
  }

  func path(of name: String) -> String { Path.join(path, name) }

  func has(_ name: String) -> Bool {
    (try? FileSystem.status(of: path(of: name)).kind) == .file
  }

  /// What a file is by its content.
  func contentType(of name: String) throws(FileError) -> ContentType {
    let reader = try FileReader(path(of: name))
    let size = try reader.status().size
    return try ContentType.recognize(size: size) { offset, count throws(FileError) in
      try reader.seek(to: offset)
      return try reader.read(upTo: count)
    }
  }

  /// Writes a file in one step, so that another process never reads half of it.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try FileSystem.write(bytes, to: path(of: name))
  }

  /// The name of a file that is another version of the one given: of another length, and different
  /// from half of it on.
  func changed(_ name: String) throws(FileError) -> String {
    let other = "changed-" + name
    guard !has(other) else { return other }
    var bytes = try FileSystem.read(path(of: name), limit: 1 << 30)
    for index in (bytes.count / 2)..<bytes.count { bytes[index] ^= 0x55 }
    // An empty box, which readers of MP4 files pass over.
    try write(bytes + [0, 0, 0, 8] + Array("free".utf8), to: other)
    return other
  }

  /// Gives a file a second name under which it stays as it is, even when the first is written anew.
  func keep(_ name: String, as other: String) throws(FileError) {
    guard link(path(of: name), path(of: other)) != 0 else { return }
    // A file system without hard links: a copy does as well.
    let reader = try FileReader(path(of: name))
    var writer = try FileWriter(path(of: other))
    while true {
      let piece = try reader.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try writer.write(piece)
    }
    try writer.commit()
  }
}
