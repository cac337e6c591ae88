import KEditEngine
import KEditREPL
import PlainText
import PosixFiles
import TerminalPictures

/// `kedit repl`: an edit, step by step.
struct ReplCommand: Command {
  private static let continues = Flag(
    "continue", help: "Take up the session that was left last, with its marks.", hasVariable: false)
  private static let keepsGoing = Flag(
    "keep-going", help: "Go on behind a mistake, where no person types.", hasVariable: false)

  static let description = CommandDescription(
    name: "repl",
    summary: "Make an edit step by step, with its mask before your eyes.",
    discussion: """
      What is typed is the language, a statement at a time, carried out as far as it costs nothing: a
      video is opened, points are marked, masks are shown. 'submit' sends the edit, after a question;
      'save FILE.kedit' writes what was typed as a file. 'help' lists the commands.

      From a pipe or a file the lines are carried out without a prompt, up to the first mistake, which
      is the exit code; 'submit' needs --yes there.

      Credentials come from the environment, as for 'kedit run'. $VISUAL or $EDITOR is what 'edit'
      starts; ~/.editrc binds keys.
      """,
    operands: .optional("FILE"),
    options: [continues.declaration, PictureScreen.option.declaration, keepsGoing.declaration]
      + RunSettings.replOptions,
    examples: [
      ("kedit repl --simulate", "Try it on this machine, for nothing."),
      ("kedit repl clean.kedit", "Go on with a file."),
      ("kedit repl --simulate --yes < steps.txt", "Carry out what a file says, line by line."),
    ])

  private let file: String?
  private let settings: RunSettings
  private let parameters: ParameterOptions
  private let options: ReplOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.file = arguments.operands.first
    self.settings = try RunSettings(stepping: arguments)
    self.parameters = try ParameterOptions(arguments)
    self.options = ReplOptions(
      continues: try arguments.isSet(Self.continues),
      pictures: try arguments.value(PictureScreen.option) ?? .auto,
      keepsGoing: try arguments.isSet(Self.keepsGoing))
    if options.continues, file != nil {
      throw .usage(
        "--continue takes up what was typed before, and no file beside it",
        help: "leave one of them out; 'load FILE' takes a file in its place")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let entries = try Entries.open(settings, context)
    let session = ReplSession(
      settings, options, parameters, context.asking(before: entries), entries)
    return await session.run(file: file)
  }
}

/// What `kedit repl` is told beside what a run is told.
struct ReplOptions: Sendable {
  let continues: Bool
  let pictures: PictureMode.Preference
  let keepsGoing: Bool
}
