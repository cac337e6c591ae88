import CEdit
import PosixFiles

/// The user's settings for libedit (editrc(5)).
struct Editrc {
  /// The lines, each as the words of a command.
  let commands: [[String]]

  /// Reads the file that `EDITRC` names, else `.editrc` of the home folder; none is no failure.
  init(variable: (String) -> String?) {
    let home = ProcessEnvironment.homeFolder(variable: variable("HOME"))
    let named = variable("EDITRC").flatMap { $0.isEmpty ? nil : $0 }
    guard let path = named ?? home.map({ Path.join($0, ".editrc") }),
      let bytes = try? FileSystem.read(path, limit: 1 << 20)
    else {
      commands = []
      return
    }
    commands = Self.commands(in: String(decoding: bytes, as: UTF8.self))
  }

  /// As `el_source` reads a file: a command a line, `#` before comments.
  static func commands(in text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard !line.isEmpty, line.first != "#" else { return nil }
      return words(of: String(line))
    }
  }

  /// The words of a line after the quoting rules of libedit's own tokenizer.
  private static func words(of line: String) -> [String]? {
    guard let tokenizer = tok_init(nil) else { return nil }
    defer { tok_end(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    guard tok_str(tokenizer, line, &count, &words) == 0, let words, count > 0 else { return nil }
    return (0..<Int(count)).compactMap { index in words[index].map { String(cString: $0) } }
  }

  /// Whether a command chooses the editor's keys, which forgets all that was bound before.
  static func choosesKeys(_ command: [String]) -> Bool {
    isBind(command) && command.dropFirst().contains { $0 == "-v" || $0 == "-e" }
  }

  /// libedit takes up an arrow named by `bind -k` only when it sets up all keys, which is over: the
  /// sequences that the arrow sends are bound instead.
  static func spelledOut(_ command: [String]) -> [[String]] {
    guard isBind(command), let flag = command.firstIndex(of: "-k"), command.count > flag + 2,
      let letter = ["up": "A", "down": "B", "right": "C", "left": "D"][command[flag + 1]]
    else { return [command] }
    return ["[", "O"].map { lead in
      var spelled = command
      spelled[flag + 1] = "^[" + lead + letter
      spelled.remove(at: flag)
      return spelled
    }
  }

  /// The sequence of keys that a command binds, where it begins with an escape.
  static func escapeSequence(boundBy command: [String]) -> [UInt8]? {
    guard isBind(command), let keys = command.dropFirst().first(where: { !$0.hasPrefix("-") })
    else { return nil }
    for spelling in ["^[", "\\e", "\\033", "\\E", "\u{1B}", "M-"] where keys.hasPrefix(spelling) {
      return [0x1B] + keys.dropFirst(spelling.count).utf8
    }
    return nil
  }

  private static func isBind(_ command: [String]) -> Bool {
    guard let name = command.first else { return false }
    return name == "bind" || name.hasSuffix(":bind")
  }
}
