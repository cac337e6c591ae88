import Glibc
import PlainText

/// The program, free of the process that it runs in.
package enum Program {
  static let commands: [any Command.Type] = [
    NewCommand.self, CheckCommand.self, FormatCommand.self, PlanCommand.self, RunCommand.self,
    ResumeCommand.self, ReplCommand.self, RunsCommand.self, ShowCommand.self, TasksCommand.self,
    TaskCommand.self, ListenCommand.self, ProbeCommand.self, FrameCommand.self,
    MaskCommand.self,
    SimulateCommand.self, ExplainCommand.self, CompletionsCommand.self,
  ]

  /// Carries out one command line, `arguments` being what follows the program's own name; whatever
  /// is to be said has been said when it returns.
  package static func run(
    arguments: [String], environment: Environment, io: IO
  ) async -> ExitCode {
    let code = await dispatch(arguments, environment: environment, io: io)
    for stream in [io.output, io.error] where stream.failure != 0 {
      // A reader that has seen enough, such as `head`, is no failure of ours.
      if stream.failure == EPIPE { continue }
      let reason = systemWords(stream.failure)
      io.error.write("error: the output could not be written: \(reason)\n")
      return ExitCode.summary(of: [code, .localFile])
    }
    return code
  }

  /// Carries out a command line as the system hands it over: in bytes, which can be anything.
  package static func run(
    rawArguments: [[UInt8]], environment: Environment, io: IO
  ) async -> ExitCode {
    var arguments: [String] = []
    for bytes in rawArguments {
      guard let argument = String(validating: bytes, as: UTF8.self) else {
        let failure = CommandFailure.usage(
          "an argument is not UTF-8: '\(escapingInvalidBytes(bytes))'",
          help: "write it in UTF-8, or rename the file; what calls kedit uses another encoding")
        context(io, environment).report(failure)
        return failure.code
      }
      arguments.append(argument)
    }
    return await run(arguments: arguments, environment: environment, io: io)
  }

  /// The text with every byte that is no UTF-8 in hexadecimal digits.
  private static func escapingInvalidBytes(_ bytes: [UInt8]) -> String {
    var shown = ""
    var rest = bytes[...]
    while let first = rest.first {
      // A scalar has one to four bytes.
      let scalar = (1...4).lazy.filter { $0 <= rest.count }.compactMap {
        String(validating: rest.prefix($0), as: UTF8.self)
      }.first
      shown += scalar.map { harmless($0) } ?? "\\x" + String(first, radix: 16, uppercase: true)
      rest = rest.dropFirst(scalar?.utf8.count ?? 1)
    }
    return shown
  }

  private static func context(_ io: IO, _ environment: Environment) -> CommandContext {
    CommandContext(
      io: io, environment: environment,
      palette: ColorChoice.auto.palette(isTerminal: io.error.isTerminal, environment: environment),
      isQuiet: false)
  }

  private static func dispatch(
    _ arguments: [String], environment: Environment, io: IO
  ) async -> ExitCode {
    var context = context(io, environment)
    do throws(CommandFailure) {
      guard let word = arguments.first, word != "--help", word != "-h" else {
        io.output.write(HelpText.overview(of: commands.map { $0.description }))
        return .done
      }
      if word == "--version" { return showVersion(io) }
      if word == Completer.word {
        Completer(commands: commands.map { $0.description }, io: io, environment: environment)
          .answer(arguments.dropFirst())
        return .done
      }
      if word == "help" { return try help(arguments.dropFirst(), io) }
      let type = try command(named: word)
      switch try ArgumentParser.parse(
        arguments.dropFirst(), of: type.description, environment: environment)
      {
      case .help: io.output.write(HelpText.page(of: type.description))
      case .version: return showVersion(io)
      case .arguments(let arguments):
        let color = try arguments.value(CommonOptions.color) ?? .auto
        context = CommandContext(
          io: io, environment: environment,
          palette: color.palette(isTerminal: io.error.isTerminal, environment: environment),
          isQuiet: try arguments.isSet(CommonOptions.quiet))
        return try await type.init(arguments).run(context)
      }
      return .done
    } catch {
      context.report(error)
      return error.code
    }
  }

  private static func showVersion(_ io: IO) -> ExitCode {
    io.output.write("kedit \(programVersion)\n")
    return .done
  }

  private static func help(
    _ words: ArraySlice<String>, _ io: IO
  ) throws(CommandFailure) -> ExitCode {
    let names = words.filter { $0 != "--help" && $0 != "-h" }
    if names.contains("--version") { return showVersion(io) }
    guard names.count <= 1 else {
      throw .usage("help is of one command at a time", help: "usage: kedit help [COMMAND]")
    }
    if let name = names.first, name != "help" {
      io.output.write(HelpText.page(of: try command(named: name).description))
    } else {
      io.output.write(HelpText.overview(of: commands.map { $0.description }))
    }
    return .done
  }

  private static func command(named word: String) throws(CommandFailure) -> any Command.Type {
    if let command = commands.first(where: { $0.description.name == word }) { return command }
    let word = harmless(word)
    if word == "--dry-run" {
      throw .usage("there is no option '\(word)'", help: Habits.dryRun)
    }
    if word.hasPrefix("-") {
      throw .usage(
        "an option stands before the command: '\(word)'",
        help: "options follow the command: kedit COMMAND \(word)")
    }
    if word.hasSuffix(".kedit") {
      throw .usage(
        "there is no command '\(word)'", help: "to check that file: kedit check \(word)")
    }
    let names = ["help"] + commands.map { $0.description.name }
    throw .usage(
      "there is no command '\(word)'",
      help: Habits.advice(command: word)
        ?? nearest(to: word, among: names).map { "did you mean 'kedit \($0)'?" }
        ?? "'kedit help' lists the commands")
  }
}
