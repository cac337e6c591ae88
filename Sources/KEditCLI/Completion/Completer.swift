import KEditSyntax

/// Says how a command line that is being typed can go on, from the declarations that it is parsed by.
///
/// Every mistake in what stands there already is passed over in silence: somebody is still typing.
struct Completer: Sendable {
  /// What may stand in a place.
  enum Candidates: Hashable, Sendable {
    case words([Candidate])
    /// Files with one of the extensions, all files where there is none; and folders, to go on in.
    case files([String])
    case folders

    /// Codes are understood in small letters too: who begins with them goes on with them.
    func fitting(_ typed: String) -> Candidates {
      guard case .words(let words) = self, typed.first?.isLowercase == true else { return self }
      return .words(
        words.map { candidate in
          guard DiagnosticCode(rawValue: candidate.word) != nil else { return candidate }
          return Candidate(word: candidate.word.lowercased(), meaning: candidate.meaning)
        })
    }
  }

  /// A word, and what it means in a few others.
  struct Candidate: Hashable, Sendable {
    let word: String
    var meaning = ""
  }

  let commands: [CommandDescription]
  let io: IO
  let environment: Environment

  /// What can stand in the place of one of the words behind the program's name.
  func candidates(for words: [String], at index: Int) -> Candidates {
    guard words.indices.contains(index) else { return .words([]) }
    let current = words[index]
    if index == 0 {
      return .words(current.hasPrefix("-") ? Self.standing : commandNames)
    }
    if words[0] == "help" { return .words(index == 1 ? commandNames : []) }
    guard let command = commands.first(where: { $0.name == words[0] }) else { return .words([]) }
    var line = TypedLine(command)
    for word in words[1..<index] { line.take(word) }
    if let option = line.awaitingValue { return values(of: option, words, command) }
    if !line.isPastOptions, current.hasPrefix("-") {
      return optionCandidates(current, line, words, command)
    }
    return operands(line, words, command).fitting(current)
  }

  private static let standing = [
    Candidate(word: "--help", meaning: "Show the commands."),
    Candidate(word: "--version", meaning: "Show the version."),
  ]

  private var commandNames: [Candidate] {
    commands.map { Candidate(word: $0.name, meaning: $0.summary) }
      + [Candidate(word: "help", meaning: "Say more of a command.")]
  }

  private func optionCandidates(
    _ current: String, _ line: TypedLine, _ words: [String], _ command: CommandDescription
  ) -> Candidates {
    if let equals = current.firstIndex(of: "="), current.hasPrefix("--") {
      let name = current[..<equals].dropFirst(2)
      guard let option = command.options.first(where: { $0.name == name && !$0.isFlag }) else {
        return .words([])
      }
      guard case .words(let values) = values(of: option, words, command) else {
        return values(of: option, words, command)
      }
      return .words(
        values.map { Candidate(word: current[...equals] + $0.word, meaning: $0.meaning) })
    }
    let open = command.options.filter { $0.isRepeatable || !line.given.contains($0.name) }
    return .words(
      open.map { Candidate(word: "--" + $0.name, meaning: $0.help) }
        + [Candidate(word: "--help", meaning: "Show the options.")])
  }

  private func operands(
    _ line: TypedLine, _ words: [String], _ command: CommandDescription
  ) -> Candidates {
    guard line.operands.count < command.operands.limit,
      let placeholder = command.operands.placeholder(at: line.operands.count)
    else { return .words([]) }
    if placeholder == "RUN" { return .words(runs(words, command)) }
    if placeholder == "EDIT" { return .words(edits(ofRun: line.operands[0], words, command)) }
    return values(called: placeholder, words, command, forOperand: true)
  }

  private func values(
    of option: OptionDeclaration, _ words: [String], _ command: CommandDescription
  ) -> Candidates {
    if !option.choices.isEmpty { return .words(option.choices.map { Candidate(word: $0) }) }
    return values(called: option.placeholder ?? "", words, command, forOperand: false)
  }

  /// The values for a placeholder: what help says a value is, it is here too.
  private func values(
    called placeholder: String, _ words: [String], _ command: CommandDescription, forOperand: Bool
  ) -> Candidates {
    switch placeholder {
    case "FILE": .files(forOperand ? Self.endings(ofFilesFor: command) : [])
    case "DIR": .folders
    case "VIDEO": .files(["mp4", "mov"])
    case "PICTURE": .files(["png", "jpg", "jpeg"])
    case "MASK": .files(["json"])
    case "MOMENT": .words(Self.moments)
    case "TABLE": .files(["csv", "jsonl"])
    case "NAME": .words(namedFiles(words, command).flatMap { $0.results(io) })
    case "NAME=VALUE": .words(namedFiles(words, command).flatMap { $0.parameters(io) })
    case "CODE": .words(Self.codes)
    case "SHELL": .words(CompletionScript.allCases.map { Candidate(word: $0.rawValue) })
    default: .words([])
    }
  }

  /// Most commands take a plan in the place of a file.
  private static func endings(ofFilesFor command: CommandDescription) -> [String] {
    ["new", "fmt", "repl"].contains(command.name) ? ["kedit"] : ["kedit", "json"]
  }

  /// The files that the command line names, also behind the place that is being typed at.
  private func namedFiles(_ words: [String], _ command: CommandDescription) -> [NamedFile] {
    var line = TypedLine(command)
    for word in words.dropFirst() { line.take(word) }
    return line.operands.filter { $0 != "-" && !$0.isEmpty }.map { NamedFile(name: $0) }
  }
}

/// A command line up to some word, sorted as far as it goes.
private struct TypedLine {
  private let command: CommandDescription
  private(set) var operands: [String] = []
  /// The long names of the options that were given.
  private(set) var given: Set<String> = []
  /// The option whose value is the next word.
  private(set) var awaitingValue: OptionDeclaration?
  /// Whether `--` was there.
  private(set) var isPastOptions = false

  init(_ command: CommandDescription) {
    self.command = command
  }

  mutating func take(_ word: String) {
    if awaitingValue != nil {
      awaitingValue = nil
    } else if isPastOptions || !word.hasPrefix("-") || word == "-" {
      operands.append(word)
    } else if word == "--" {
      isPastOptions = true
    } else if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      note(command.options.first { $0.name == name }, hasValue: word.contains("="))
    } else {
      takeCluster(word.dropFirst())
    }
  }

  private mutating func takeCluster(_ letters: Substring) {
    var letters = letters
    while let letter = letters.popFirst() {
      let option = command.options.first { $0.short == letter }
      note(option, hasValue: !letters.isEmpty)
      if option?.isFlag != true { return }
    }
  }

  private mutating func note(_ option: OptionDeclaration?, hasValue: Bool) {
    guard let option else { return }
    given.insert(option.name)
    if !option.isFlag, !hasValue { awaitingValue = option }
  }
}
