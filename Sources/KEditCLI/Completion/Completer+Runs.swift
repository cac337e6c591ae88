import KEditEngine
import PlainText
import SQLiteJournal

extension Completer {
  /// The runs of the journal that the command line names, the newest first; to go on with, those that
  /// are not at their end.
  func runs(_ words: [String], _ command: CommandDescription) -> [Candidate] {
    let options = words.dropFirst().filter { $0.hasPrefix("-") || !$0.allSatisfy(\.isNumber) }
    guard
      case .arguments(let arguments)? = try? ArgumentParser.parse(
        options + ["1"], of: command, environment: environment),
      let archive = try? ArchiveOptions(arguments).open(
        CommandContext(
          io: io, environment: environment, palette: Palette(isColored: false), isQuiet: true)),
      let runs = try? archive.runs()
    else { return [] }
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
}
