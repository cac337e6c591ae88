import KEditCompiler
import KEditPlan
import KEditSyntax
import KEditTable

/// A file compiles to the same twice: a plan that reads back, or mistakes that can be shown.
///
/// The bytes are cut at U+001E: the first part is the file; of the others, `param NAME=VALUE` is a
/// value from the command line, what begins with `csv` or `jsonl` is a table, and the rest are files
/// that `include "1"`, `"2"` and so on mean.
func checkCompiler(_ bytes: [UInt8]) throws(CheckFailure) {
  let input = CompilerInput(bytes)
  let compilation = input.compile(for: .plan)
  try require(
    input.compile(for: .plan).diagnostics == compilation.diagnostics,
    "the same file has other mistakes the second time")
  try checkFindings(compilation)
  try checkFindings(input.compile(for: .check))
  let draft = input.compile(for: .draft)
  try checkFindings(draft)
  let hasError = compilation.diagnostics.contains { $0.severity == .error }
  guard let plan = compilation.plan(sha256: pretendedHash) else {
    return try require(hasError, "there is neither a plan nor an error")
  }
  try require(!hasError, "there are a plan and an error")
  try require(draft.plan(sha256: pretendedHash) == plan, "as a draft, the file gives another plan")
  let printed = plan.jsonBytes
  let again: Plan
  do throws(PlanFaults) {
    again = try Plan.read(printed, sha256: pretendedHash)
  } catch {
    throw CheckFailure("the plan is refused when it is read: \(error.faults[0].message)")
  }
  try require(again.jsonBytes == printed, "the plan is another one when it is read")
  try requireHarmless(PlanText(plan).text, "the plan as text")
}

private func checkFindings(_ compilation: Compilation) throws(CheckFailure) {
  let sources = SourceSet(compilation.sources)
  for diagnostic in compilation.diagnostics {
    try checkDiagnostic(diagnostic, in: sources)
  }
}

/// What the compiler is handed.
private struct CompilerInput {
  private var texts: [SourceText] = []
  private var arguments: [ParameterArgument] = []
  private var table: Table?

  init(_ bytes: [UInt8]) {
    for part in bytes.split(separator: 0x1E, omittingEmptySubsequences: false) {
      if texts.isEmpty {
        texts.append(SourceText(name: "spec.kedit", bytes: Array(part)))
      } else if let content = part.content(behind: "param ") {
        take(argument: content)
      } else if let content = part.content(behind: "csv") {
        table = Table.read(SourceText(name: "rows.csv", bytes: Array(content)), as: .csv)
      } else if let content = part.content(behind: "jsonl") {
        table = Table.read(SourceText(name: "rows.jsonl", bytes: Array(content)), as: .jsonLines)
      } else {
        texts.append(SourceText(name: "\(texts.count)", bytes: Array(part)))
      }
    }
  }

  /// Each parameter is given at most once, by valid text.
  private mutating func take(argument bytes: ArraySlice<UInt8>) {
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")),
      let name = String(validating: bytes[..<equals], as: UTF8.self),
      String(validating: bytes, as: UTF8.self) != nil,
      !arguments.contains(where: { $0.name.utf8.elementsEqual(name.utf8) })
    else { return }
    let length = equals - bytes.startIndex
    arguments.append(
      ParameterArgument(
        name: name, source: SourceText(name: "--param \(name)", bytes: Array(bytes)),
        nameSpan: Span(0, length), valueSpan: Span(length + 1, bytes.count), folder: ""))
  }

  func compile(for purpose: Purpose) -> Compilation {
    let compiler = Compiler(
      texts[0], identity: "0", arguments: arguments, table: table,
      include: { path in
        guard let index = Int(path), texts.indices.contains(index) else {
          return .unreadable("no such file or directory")
        }
        return .source(texts[index], identity: "\(index)")
      })
    var files: [ReferencedFile: FileReport] = [:]
    for file in compiler.referencedFiles { files[file] = PretendedFile.report(on: file.path) }
    return compiler.compile(files: files, for: purpose)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func content(behind prefix: StaticString) -> ArraySlice? {
    prefix.withUTF8Buffer { starts(with: $0) ? dropFirst($0.count) : nil }
  }
}
