import KEditCompiler
import KEditSyntax
import KEditTable
import PlainText
import PosixFiles

/// The options that give values to the parameters of a file.
struct ParameterOptions: Sendable {
  static let parameter = Option<String>.text(
    "param", placeholder: "NAME=VALUE", help: "Give a parameter of the file its value.",
    isRepeatable: true, hasVariable: false)
  private static let table = Option<String>.text(
    "each", placeholder: "TABLE",
    help: "Make every edit once for each row of a table (.csv or .jsonl) whose columns are named "
      + "like parameters.",
    isGivenOnce: true, hasVariable: false)

  static let all = [parameter.declaration, table.declaration]

  private let arguments: [(name: String, argument: String)]
  /// As the person named it.
  let tableFile: String?

  init(_ arguments: Arguments) throws(CommandFailure) {
    var read: [(name: String, argument: String)] = []
    for argument in try arguments.values(Self.parameter) {
      guard let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")),
        equals > argument.utf8.startIndex
      else {
        throw .usage(
          "--param is '\(harmless(argument))', but must be NAME=VALUE",
          help: "write the parameter's name, '=' and its value: --param thing='the dog'")
      }
      let name = String(argument[..<equals])
      if read.contains(where: { $0.name == name }) {
        throw .usage(
          "--param gives '\(harmless(name))' twice", help: "a parameter has one value: keep one")
      }
      read.append((name, argument))
    }
    self.arguments = read
    self.tableFile = try arguments.value(Self.table)
    if let tableFile, tableFile != "-", Table.Format(path: tableFile) == nil {
      throw .usage(
        "--each is '\(harmless(tableFile))', but must end in .csv or .jsonl",
        help: "CSV has a header with the names of parameters; JSON Lines has an object a line")
    }
    if tableFile == "-" {
      throw .usage(
        "--each cannot be standard input, for its name tells what it is",
        help: "write it to a file that ends in .csv or .jsonl")
    }
  }

  /// Whether nothing is given.
  var isEmpty: Bool { arguments.isEmpty && tableFile == nil }

  /// The values for the parameters of a spec.
  func values(for input: InputFile) -> [ParameterArgument] {
    values(from: input.seenFromItsFolder("."))
  }

  /// The values for the parameters of a spec; relative paths in them start from that folder, as seen
  /// from the spec's.
  func values(from folder: String) -> [ParameterArgument] {
    arguments.map { name, argument in
      let equals = name.utf8.count
      return ParameterArgument(
        name: name,
        source: SourceText(
          name: "--param \(harmless(name))", bytes: Array(argument.utf8), isArgument: true),
        nameSpan: Span(0, equals), valueSpan: Span(equals + 1, argument.utf8.count), folder: folder)
    }
  }

  /// The table, read, with the folder that its relative paths start from; `nil` without one.
  ///
  /// - Throws: a failure of a local file.
  func table(
    for input: InputFile, _ io: IO
  ) throws(CommandFailure) -> (table: Table, folder: String)? {
    guard let tableFile, let format = Table.Format(path: tableFile) else { return nil }
    do throws(FileError) {
      let bytes = try FileSystem.read(
        Path.join(io.currentFolder, tableFile), limit: Self.tableLimit, accepting: .anything)
      let table = Table.read(SourceText(name: tableFile, bytes: bytes), as: format)
      return (table, input.seenFromItsFolder(Path.folder(of: tableFile)))
    } catch {
      throw CommandFailure(
        .localFile, "'\(harmless(tableFile))' cannot be read: \(error.words)")
    }
  }

  /// The most bytes that a table can have.
  private static let tableLimit = 256 << 20
}

extension InputFile {
  /// A folder of the command line as a path that starts from the folder of this file; empty where
  /// they are the same.
  ///
  /// What is made of it holds wherever kedit is called and however the folder is named there. Only
  /// where links make the way by names lead elsewhere is it absolute.
  func seenFromItsFolder(_ folder: String) -> String {
    let target = Path.normalize(Path.join(currentFolder, folder))
    let relative = Path.relative(target, from: Path.normalize(self.folder))
    if relative == ".." || relative.hasPrefix("../") {
      // What lies inside may have been reached by a link from outside.
      let resolved = Path.relative(
        FileSystem.resolvingLinks(target), from: FileSystem.resolvingLinks(self.folder))
      if resolved == "." { return "" }
      if resolved != "..", !resolved.hasPrefix("../") { return resolved }
    }
    guard let found = try? FileSystem.status(of: Path.join(self.folder, relative)),
      let meant = try? FileSystem.status(of: target), found.device == meant.device,
      found.inode == meant.inode
    else { return target }
    return relative == "." ? "" : relative
  }
}
