import KEditFormat
import KEditSyntax
import PlainText
import PosixFiles

/// `kedit fmt`: the one layout of a file.
struct FormatCommand: Command {
  private static let check = Flag(
    "check",
    help: "Change nothing; name the files that would change, and exit with 1 if any would.",
    hasVariable: false)
  private static let diff = Flag(
    "diff", help: "Change nothing; show what would change.", hasVariable: false)

  static let description = CommandDescription(
    name: "fmt",
    summary: "Lay a file out in the one way there is.",
    discussion: """
      A statement stands on a line; an edit stays on one line if it was written so and fits in 100
      columns, else each clause has a line of its own. Comments stay where they are, and so does one
      blank line where there were some. Only white space changes, never what a file means.

      FILE is changed in place; '-' is standard input, and its layout goes to standard output. A file
      that needs no change is not touched.

      A line with a mistake is left as it is while the rest is formatted; it is named on standard
      error, and the exit code is 1. 'kedit check' says what the mistake is.
      """,
    operands: .several("FILE"),
    options: [check.declaration, diff.declaration] + CommonOptions.all,
    examples: [
      ("kedit fmt *.kedit", "Format all files of this folder."),
      ("kedit fmt --check --diff *.kedit", "Fail where one is not formatted, and show why."),
    ])

  private let files: [String]
  private let checks: Bool
  private let showsDiff: Bool
  private let color: ColorChoice

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.files = arguments.operands
    self.checks = try arguments.isSet(Self.check)
    self.showsDiff = try arguments.isSet(Self.diff)
    self.color = try arguments.value(CommonOptions.color) ?? .auto
    if files.count(where: { $0 == "-" }) > 1 {
      throw .usage("standard input can be read only once", help: "name '-' once")
    }
  }

  func run(_ context: CommandContext) throws(CommandFailure) -> ExitCode {
    var codes: [ExitCode] = []
    var changed = 0
    var unchanged = 0
    for file in files {
      do throws(CommandFailure) {
        let result = try format(file, context, &codes)
        if result.isChanged { changed += 1 } else { unchanged += 1 }
      } catch {
        context.report(error)
        codes.append(error.code)
      }
    }
    if checks, changed > 0 { codes.append(.faultyFile) }
    if files != ["-"] || checks { context.inform(summary(changed: changed, unchanged: unchanged)) }
    return ExitCode.summary(of: codes)
  }

  private func summary(changed: Int, unchanged: Int) -> String {
    func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
    let verb = checks || showsDiff ? "would change" : "formatted"
    if changed == 0 { return "\(files(unchanged)) unchanged" }
    return "\(files(changed)) \(verb)" + (unchanged > 0 ? ", \(unchanged) unchanged" : "")
  }

  private func format(
    _ name: String, _ context: CommandContext, _ codes: inout [ExitCode]
  ) throws(CommandFailure) -> FormattedFile {
    let input = try InputFile.read(name, context.io)
    let result = try FormattedFile(input)
    var isWritten = false
    defer {
      if let failure = result.failure(isWritten: isWritten) {
        context.report(failure)
        codes.append(failure.code)
      }
    }
    if showsDiff {
      let palette = color.palette(
        isTerminal: context.io.output.isTerminal, environment: context.environment)
      let renderer = DiffRenderer(palette: palette, isTerminal: context.io.output.isTerminal)
      context.io.output.write(renderer.render(result))
    } else if checks {
      if result.isChanged { context.io.output.write(harmless(input.source.name) + "\n") }
    } else if input.path == nil {
      context.io.output.write(result.bytes)
    } else if result.isChanged {
      try result.write()
      isWritten = true
    }
    return result
  }
}
