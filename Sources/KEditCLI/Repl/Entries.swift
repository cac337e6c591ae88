import KEditREPL
import LineEditor
import PosixFiles
import Synchronization

/// Where entries come from: a person at a terminal, or a file or program behind standard input.
enum Entries: Sendable {
  case person(LineReader, Habitat)
  case script(AsyncStream<InputLine>)

  /// What the line editor asks of the session while a line is typed, from its own thread.
  final class Habitat: Sendable {
    private let completer = Mutex<EntryCompleter?>(nil)

    /// What the next line can have.
    func set(_ new: EntryCompleter) { completer.withLock { $0 = new } }

    func complete(_ line: String, _ cursor: Int) -> LineReader.Completions {
      guard let completer = completer.withLock({ $0 }) else {
        return LineReader.Completions(replacing: cursor..<cursor, candidates: [])
      }
      let completion = completer.complete(line, cursor: cursor)
      return LineReader.Completions(
        replacing: completion.range,
        candidates: completion.candidates.map {
          .init(insert: $0.text + ($0.isOpen ? "" : " "), shown: $0.shown)
        })
    }
  }

  /// - Throws: a failure of the terminal.
  static func open(
    _ settings: RunSettings, _ context: CommandContext
  ) throws(CommandFailure) -> Entries {
    guard context.io.isInteractive else { return .script(context.io.inputLines()) }
    let habitat = Habitat()
    let (palette, environment) = (context.palette, context.environment)
    var reader = LineReader.Settings(
      variable: { environment[$0] },
      historyPath: try settings.state.historyPath(context),
      complete: { habitat.complete($0, $1) },
      colored: { palette.highlighted($0) })
    reader.programName = "kedit"
    do throws(LineReaderError) {
      return .person(try LineReader(reader), habitat)
    } catch {
      throw CommandFailure(.localFile, "the terminal cannot be used: \(error)")
    }
  }
}

extension Palette {
  /// An entry with its colours.
  func highlighted(_ entry: String) -> String {
    guard isColored else { return entry }
    let bytes = Array(entry.utf8)
    var shown = ""
    var position = 0
    for (range, kind) in Highlight.pieces(of: entry) {
      shown += String(decoding: bytes[position..<range.lowerBound], as: UTF8.self)
      shown += apply(kind.style, to: String(decoding: bytes[range], as: UTF8.self))
      position = range.upperBound
    }
    return shown + String(decoding: bytes[position...], as: UTF8.self)
  }
}

extension Highlight {
  fileprivate var style: Palette.Style {
    switch self {
    case .keyword: .frame
    case .command: .bold
    case .text: .success
    case .number: .help
    case .comment: .faint
    }
  }
}
