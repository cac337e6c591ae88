import KEditEngine
import PlainText
import SQLiteJournal

extension Completer {
  /// The runs of the journal that the command line names, the newest first; to go on with, those that
  /// are not at their end.
  func runs(_ words: [String], _ command: CommandDescription) -> [Candidate] {
    guard let runs = try? archive(words, command)?.runs() else { return [] }
    let isWanted = { (run: RunSummary) in
      command.name != "resume" || ![.done, .underWay].contains(run.state)
    }
    return runs.filter(isWanted).map { run in
      Candidate(
        word: "\(run.id)",
        meaning:
          "\(harmless(run.source, limit: 40)), \(Moment(run.begunAt).text), \(run.stateWords)")
    }
  }

  /// The edits of a run whose masks the journal has.
  func edits(ofRun run: String, _ words: [String], _ command: CommandDescription) -> [Candidate] {
    guard let number = Int(run), let report = try? archive(words, command)?.report(of: number)
    else {
      return []
    }
    return report.edits.filter { edit in edit.marks.contains { !$0.masks.isEmpty } }
      .map { Candidate(word: $0.name) }
  }

  /// The journal that the command line names, where it can be read.
  private func archive(_ words: [String], _ command: CommandDescription) -> SQLiteArchive? {
    let options = words.dropFirst().filter { $0.hasPrefix("-") || !$0.allSatisfy(\.isNumber) }
    guard
      case .arguments(let arguments)? = try? ArgumentParser.parse(
        options + ["1"], of: command, environment: environment)
    else { return nil }
    let context = CommandContext(
      io: io, environment: environment, palette: Palette(isColored: false), isQuiet: true)
    return try? ArchiveOptions(arguments).open(context)
  }
}
