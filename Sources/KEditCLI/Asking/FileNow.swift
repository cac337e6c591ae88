import KEditEngine
import OrderedJSON
import PlainText
import PosixFiles

/// A file that a run put in its place, and what has become of it.
struct FileNow: Sendable {
  enum State: String, Sendable {
    case unchanged
    case changed
    case gone
    /// It cannot be read.
    case unknown
  }

  let file: PlacedFile
  let state: State
  private let shownPath: String

  /// Looks at each place; of several files that were put at one place, the last counts.
  static func look(at files: [PlacedFile], _ context: CommandContext) -> [FileNow] {
    var newest: [PlacedFile] = []
    for file in files {
      if let index = newest.firstIndex(where: {
        $0.location.utf8.elementsEqual(file.location.utf8)
      }) {
        newest[index] = file
      } else {
        newest.append(file)
      }
    }
    return newest.map {
      FileNow(file: $0, state: state(of: $0), shownPath: context.shown($0.location))
    }
  }

  private static func state(of file: PlacedFile) -> State {
    do throws(FileError) {
      let status = try FileSystem.status(of: file.location)
      guard status.kind == .file, status.size == file.size else { return .changed }
      return try hexadecimalSHA256(ofFile: file.location) == file.sha256 ? .unchanged : .changed
    } catch {
      return error.isMissing ? .gone : .unknown
    }
  }

  var text: String {
    let words =
      switch state {
      case .unchanged: "there, unchanged"
      case .changed: "there, but changed since"
      case .gone: "no longer there"
      case .unknown: "cannot be read"
      }
    return "\(harmless(shownPath)): \(words)"
  }

  var json: JSON {
    [
      "path": .string(file.location), "sha256": .string(file.sha256), "size": .int(file.size),
      "state": .string(state.rawValue),
    ]
  }
}

extension CommandContext {
  /// A path as a person is shown it: short where it lies below the current folder.
  func shown(_ path: String) -> String {
    let folder = FileSystem.canonicalPath(io.currentFolder)
    let relative = Path.relative(path, from: folder)
    return relative.hasPrefix("../") ? path : relative
  }
}
