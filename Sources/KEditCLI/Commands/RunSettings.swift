import KEditEngine
import KEditPlan
import PlainText
import PosixFiles

/// What the options of `kedit run` and `kedit resume` say.
struct RunSettings: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case text
    case json
  }

  private static let yes = Flag(
    "yes", short: "y", help: "Do not ask before something is spent.", hasVariable: false)
  private static let outputFolder = Option<String>.text(
    "output-dir", placeholder: "DIR", help: "Where the results go.", defaultText: ".",
    isGivenOnce: true)
  private static let only = Option<String>.text(
    "only", placeholder: "NAME", help: "Only the edit of that name, with what it needs.",
    isRepeatable: true, hasVariable: false)
  private static let parallel = Option<Int>.wholeNumber(
    "parallel", placeholder: "N", in: 1...100, help: "How many edits are under way at a time.",
    defaultText: "5")
  private static let maximumUnits = Option<DecimalNumber>.decimal(
    "max-units", placeholder: "N", help: "The most that the run may cost, in units.")
  private static let fresh = Flag(
    "fresh", help: "Make everything anew, even what an earlier run has made.", hasVariable: false)
  private static let overwrite = Flag(
    "overwrite", help: "Replace files that stand where results go.", hasVariable: false)
  private static let preview = Flag(
    "preview", help: "Have the masks of every edit rendered before its task is created.")
  private static let noWait = Flag(
    "no-wait", help: "Create the tasks, but do not wait for them (exit code 5).")
  static let pollInterval = Option<Duration>.seconds(
    "poll-interval", help: "The time between two looks at a task.",
    defaultText: "2 s, growing to 15 s")
  private static let timeout = Option<Duration>.seconds(
    "timeout", help: "How long the whole run may take.")
  private static let format = Option<Format>.choice(
    "format", placeholder: "FORMAT", help: "Print the paths of results, or events as JSON lines.",
    defaultValue: .text, hasVariable: false)
  private static let events = Option<String>.text(
    "json-into", placeholder: "FILE", help: "Write the events to a file as well.",
    isGivenOnce: true, hasVariable: false)
  private static let verbose = Flag(
    "verbose", short: "v", help: "Show every call and its answer.")

  private static let retryFailed = Flag(
    "retry-failed", help: "Make another task where one failed, which costs again.",
    hasVariable: false)

  /// Options of a run from a file.
  static let options =
    [outputFolder.declaration, fresh.declaration, preview.declaration] + ParameterOptions.all
    + sharedOptions

  /// Options of going on with a run: what the run is made of stands in the journal.
  static let resumeOptions = [retryFailed.declaration] + sharedOptions

  /// Options of receiving callbacks: what is to be done, the runs of the journal say.
  static let listenOptions =
    [format.declaration] + ServiceTarget.options + StateOptions.all + [verbose.declaration]
    + CommonOptions.all

  /// Options of a session of step-by-step work.
  static let replOptions =
    [
      outputFolder.declaration, ParameterOptions.parameter.declaration, yes.declaration,
      overwrite.declaration, pollInterval.declaration,
    ] + ServiceTarget.options + StateOptions.all + [verbose.declaration] + CommonOptions.all

  private static let sharedOptions =
    [
      yes.declaration, only.declaration, parallel.declaration, maximumUnits.declaration,
      overwrite.declaration, noWait.declaration, pollInterval.declaration, timeout.declaration,
      format.declaration, events.declaration,
    ] + ServiceTarget.options + StateOptions.all + [verbose.declaration] + CommonOptions.all

  let isApproved: Bool
  let target: ServiceTarget
  private var outputFolder = "."
  /// The names of the edits that are wanted; empty for all.
  let only: [String]
  let format: Format
  private let eventsFile: String?
  let isVerbose: Bool
  var engine: RunOptions
  let state: StateOptions

  /// What a run from a file is to be.
  init(_ arguments: Arguments) throws(CommandFailure) {
    try self.init(shared: arguments)
    outputFolder = try arguments.value(Self.outputFolder) ?? "."
    engine.preview = try arguments.isSet(Self.preview)
    if try arguments.isSet(Self.fresh) { engine.randomPart = Self.makeRandomPart() }
  }

  /// What makes tasks other ones than all before.
  static func makeRandomPart() -> String {
    String(UInt64.random(in: 0...UInt64.max), radix: 36)
  }

  /// How a run of the journal is to go on.
  init(resuming arguments: Arguments) throws(CommandFailure) {
    try self.init(shared: arguments)
    engine.retriesFailed = try arguments.isSet(Self.retryFailed)
  }

  /// How results are fetched as callbacks come in.
  init(listening arguments: Arguments) throws(CommandFailure) {
    self.isApproved = false
    self.target = try ServiceTarget(arguments)
    self.only = []
    self.format = try arguments.value(Self.format) ?? .text
    self.eventsFile = nil
    self.isVerbose = try arguments.isSet(Self.verbose)
    self.state = try StateOptions(arguments)
    self.engine = RunOptions()
  }

  /// How edits are carried out that are made step by step.
  init(stepping arguments: Arguments) throws(CommandFailure) {
    self.isApproved = try arguments.isSet(Self.yes)
    self.target = try ServiceTarget(arguments)
    self.outputFolder = try arguments.value(Self.outputFolder) ?? "."
    self.only = []
    self.format = .text
    self.eventsFile = nil
    self.isVerbose = try arguments.isSet(Self.verbose)
    self.state = try StateOptions(arguments)
    var engine = RunOptions()
    engine.overwrites = try arguments.isSet(Self.overwrite)
    engine.pollInterval = try arguments.value(Self.pollInterval)
    self.engine = engine
  }

  private init(shared arguments: Arguments) throws(CommandFailure) {
    self.isApproved = try arguments.isSet(Self.yes)
    self.target = try ServiceTarget(arguments)
    self.only = try arguments.values(Self.only)
    self.format = try arguments.value(Self.format) ?? .text
    self.eventsFile = try arguments.value(Self.events)
    self.isVerbose = try arguments.isSet(Self.verbose)
    self.state = try StateOptions(arguments)
    var engine = RunOptions()
    engine.parallel = try arguments.value(Self.parallel) ?? engine.parallel
    engine.maximumUnits = try arguments.value(Self.maximumUnits)
    engine.overwrites = try arguments.isSet(Self.overwrite)
    engine.awaitsTasks = try !arguments.isSet(Self.noWait)
    engine.pollInterval = try arguments.value(Self.pollInterval)
    engine.timeout = try arguments.value(Self.timeout)
    self.engine = engine
  }

  /// The file for the events, opened; `nil` where none is wanted.
  ///
  /// `preview` says whether masks are rendered of every edit.
  ///
  /// - Throws: a failure of a local file, or of usage where the file is one of the inputs or results.
  func openEvents(
    sparing inputs: InputFiles, and results: OutputFolder, of plan: Plan, preview: Bool, _ io: IO
  ) throws(CommandFailure) -> Output? {
    guard let eventsFile else { return nil }
    let option = Self.events.declaration.name
    try inputs.spare(eventsFile, from: option)
    let path = Path.join(io.currentFolder, eventsFile)
    if let edit = results.edit(thatWrites: path, in: plan, preview: preview) {
      throw .usage(
        "--\(option) is '\(harmless(eventsFile))', which is the place of a result of "
          + "'\(harmless(edit.name))'",
        help: "name another file")
    }
    return try .file(eventsFile, io)
  }

  func outputFolder(seenFrom folder: String) -> OutputFolder {
    OutputFolder(path: Path.join(folder, outputFolder), shownPath: outputFolder)
  }

  /// The part of the plan that is wanted.
  ///
  /// - Throws: a usage failure where there is no edit of a name.
  func wanted(of plan: Plan) throws(CommandFailure) -> Plan {
    if only.isEmpty { return plan }
    var names: Set<String> = []
    for name in only {
      guard let part = plan.restricted(to: name) else {
        let known = plan.edits.map(\.name)
        throw .usage(
          "there is no edit '\(harmless(name))' in the file",
          help: nearest(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? "the edits are \(known.prefix(10).joined(separator: ", "))"
            + (known.count > 10 ? " and \(known.count - 10) more" : ""))
      }
      names.formUnion(part.edits.map(\.name))
    }
    return Plan(source: plan.source, edits: plan.edits.filter { names.contains($0.name) })
  }
}
