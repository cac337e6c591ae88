import KEditFormat
import KEditSyntax
import PlainText
import PosixFiles

/// A FILE of the command line with its canonical layout.
struct FormattedFile: Sendable {
  let input: InputFile
  private let text: FormattedText

  /// - Throws: a failure where the file has no layout: a plan, or bytes that are no text.
  init(_ input: InputFile) throws(CommandFailure) {
    self.input = input
    let name = harmless(input.source.name)
    if input.isPlan {
      throw .usage(
        "'\(name)' is a plan as JSON, which has no layout to choose",
        help: "format the .kedit file that it was made from")
    }
    let tree = Parser.parse(input.source)
    if let issue = tree.issues.first(where: \.isFaultOfFile) {
      let finding = issue.diagnostic(in: input.source)
      let location = input.source.location(at: issue.span.start)
      let what =
        location.offset == 0
        ? finding.message
        : "line \(location.line), column \(location.column) "
          + (issue.isNUL ? "is a NUL" : "is not UTF-8")
      throw CommandFailure(
        .faultyFile, "'\(name)' is left as it is: \(what)", help: finding.help)
    }
    self.text = FormattedText(tree)
  }

  var bytes: [UInt8] { text.bytes }

  var isChanged: Bool { text.bytes != input.source.bytes }

  /// What is to be said of the statements with mistakes.
  ///
  /// `isWritten` says whether the layout stands in the file's place, so that its lines are the ones
  /// that a person finds there.
  func failure(isWritten: Bool) -> CommandFailure? {
    guard !text.leftStatements.isEmpty else { return nil }
    let lines =
      isWritten
      ? Self.leftLines(of: SourceText(name: input.source.name, bytes: text.bytes))
      : Self.lines(of: text.leftStatements, in: input.source)
    let name = harmless(input.source.name)
    let file = input.path == nil ? "-" : name
    return CommandFailure(
      .faultyFile,
      lines.count == 1
        ? "\(name): line \(lines[0]) has a mistake and is left as it is"
        : "\(name): lines \(list(lines)) have mistakes and are left as they are",
      help: "'kedit check \(shellWord(file))' says what is wrong")
  }

  /// The lines of a text in its canonical layout that have mistakes.
  private static func leftLines(of source: SourceText) -> [Int] {
    lines(of: FormattedText(Parser.parse(source)).leftStatements, in: source)
  }

  private static func lines(of statements: [Span], in source: SourceText) -> [Int] {
    var lines: [Int] = []
    for statement in statements {
      let line = source.location(at: statement.start).line
      if lines.last != line { lines.append(line) }
    }
    return lines
  }

  /// The first few, so that a message stays a message.
  private func list(_ lines: [Int]) -> String {
    let limit = 10
    let shown = lines.prefix(lines.count > limit ? limit : lines.count - 1).map(String.init)
    let rest = lines.count - shown.count
    return shown.joined(separator: ", ") + " and "
      + (rest == 1 ? "\(lines[lines.count - 1])" : "\(rest) more")
  }

  /// Puts the layout in the file's place.
  ///
  /// - Throws: a failure of a local file; then the file stands as it stood.
  func write() throws(CommandFailure) {
    guard let path = input.path else { return }
    do throws(FileError) {
      let status = try FileSystem.status(of: path)
      guard status.kind == .file else {
        throw FileError(path: path, operation: .write, reason: .notAPlainFile)
      }
      try FileSystem.write(text.bytes, to: path)
    } catch {
      let name = harmless(input.source.name)
      throw CommandFailure(.localFile, "'\(name)' cannot be written: \(error.words)")
    }
  }
}
