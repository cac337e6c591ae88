import Glibc
import TerminalPictures

/// Asks the terminal itself what it can, which only its answer tells.
enum TerminalQuestion {
  /// How long a terminal may take, over a slow line too; one that does not know the question answers
  /// the second part of it.
  private static let patience: Int32 = 500
  /// No answer is longer, nor is what a person types meanwhile.
  private static let limit = 1 << 16

  /// Asks whether the terminal draws pictures by kitty's protocol.
  ///
  /// - Returns: what it says, and what a person has typed meanwhile.
  static func asksForKitty() -> (agrees: Bool, typed: [UInt8]) {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return (false, []) }
    var raw = settings
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return (false, []) }
    // It was so a moment ago.
    defer { _ = tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
    let question = Array(KittyQuery.question.utf8)
    guard write(STDOUT_FILENO, question, question.count) == question.count else {
      return (false, [])
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var query = KittyQuery(answer: answer)
    while query.verdict == .undecided, answer.count < limit {
      var events = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&events, 1, patience) > 0 else { break }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { break }
      answer += buffer[..<count]
      query = KittyQuery(answer: answer)
    }
    return (query.verdict == .yes, query.typed)
  }
}
