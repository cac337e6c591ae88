/// A `console` block: commands behind `$ `, each followed by what it prints.
struct ConsoleSession: Sendable {
  struct Entry: Sendable {
    /// As written, with its continuation lines.
    let commandLines: [String]
    var output: [String]

    /// What the shell is given.
    var command: String { commandLines.joined(separator: "\n") }
  }

  var entries: [Entry] = []
  /// Whether a line stands before the first command.
  private(set) var beginsWithOutput = false

  init(_ content: [String]) {
    var continues = false
    for line in content {
      if line.hasPrefix("$ ") {
        entries.append(Entry(commandLines: [String(line.dropFirst(2))], output: []))
      } else if entries.isEmpty {
        beginsWithOutput = true
        continue
      } else if continues {
        let entry = entries.removeLast()
        entries.append(Entry(commandLines: entry.commandLines + [line], output: []))
      } else {
        entries[entries.count - 1].output.append(line)
        continue
      }
      continues = line.hasSuffix("\\")
    }
  }

  /// The block's lines again.
  var content: [String] {
    entries.flatMap { entry in
      ["$ " + entry.commandLines[0]] + entry.commandLines.dropFirst() + entry.output
    }
  }

  /// A script that runs the commands one after another, telling after each how it ended.
  ///
  /// The line that tells begins with a character that no command prints.
  func script(preparedBy preparation: String) -> String {
    preparation + "\n"
      + entries.map { $0.command + "\nstatus=$?; printf '\\001%d\\n' $status; (exit $status)\n" }
      .joined()
  }

  /// What each command printed, and how it ended.
  static func results(of output: String) -> [(status: Int, lines: [String])] {
    let parts = output.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
    var results: [(status: Int, lines: [String])] = []
    var printed = parts[0].textLines
    for part in parts.dropFirst() {
      let lines = part.textLines
      results.append((lines.first.flatMap { Int($0) } ?? -1, printed))
      printed = Array(lines.dropFirst())
    }
    return results
  }
}
