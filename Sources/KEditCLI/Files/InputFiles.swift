import KEditPlan
import KEditSyntax
import PlainText
import PosixFiles

/// The files that a command has read, none of which may be lost to what it writes.
struct InputFiles: Sendable {
  private let currentFolder: String
  /// What the person calls each of them.
  private var names: [FileIdentity: String] = [:]

  /// The FILE with its includes, the table, and the local files of the plan that came of them.
  init(_ input: InputFile, _ checked: CheckedFile, _ plan: Plan, table: String?) {
    currentFolder = input.currentFolder
    if let path = input.systemPath { add(input.source.name, path) }
    for name in checked.otherTexts { add(name) }
    if let table { add(table) }
    for file in plan.localFiles { add(file.path, Path.join(input.folder, file.path)) }
  }

  /// The local files of a plan.
  init(of plan: Plan, in folder: String, _ io: IO) {
    currentFolder = io.currentFolder
    for file in plan.localFiles { add(file.path, Path.join(folder, file.path)) }
  }

  private mutating func add(_ name: String, _ path: String? = nil) {
    guard let identity = identity(of: path ?? name), names[identity] == nil else { return }
    names[identity] = name
  }

  /// The name of the input that stands at a path, as seen from the current folder; `nil` where
  /// there is none.
  func name(at path: String) -> String? {
    identity(of: path).flatMap { names[$0] }
  }

  /// Pipes and devices hold nothing that could be lost.
  private func identity(of path: String) -> FileIdentity? {
    FileIdentity(of: Path.join(currentFolder, path), kind: .file)
  }

  /// Makes sure that what an option has written replaces none of them.
  ///
  /// - Throws: a usage failure.
  func spare(_ file: String, from option: String) throws(CommandFailure) {
    guard let name = name(at: file) else { return }
    let isCalledOtherwise = !name.utf8.elementsEqual(file.utf8)
    let same = isCalledOtherwise ? ", the same file as '\(harmless(name))'" : ""
    throw .usage(
      "--\(option) is '\(harmless(file))'\(same), which is read here and would be lost",
      help: "name another file")
  }
}
