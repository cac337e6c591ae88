import Glibc
import TerminalPictures

/// Asks the terminal itself what it can, which only its answer tells.
enum TerminalQuestion {
  /// How long a terminal may take, over a slow line too; one that does not know the question answers
  /// the second part of it.
  private static let patience: Int32 = 500

  /// Whether the terminal says that it draws pictures by kitty's protocol.
  ///
  /// What was typed meanwhile is lost: it is asked once, while a person waits for a picture.
  static func agrees() -> Bool {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
    var raw = settings
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return false }
    // It was so a moment ago.
    defer { _ = tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
    let question = Array(KittyQuery.question.utf8)
    guard write(STDOUT_FILENO, question, question.count) == question.count else { return false }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while answer.count < 4096 {
      var events = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&events, 1, patience) > 0 else { return false }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0 else { return false }
      answer += buffer[..<count]
      let query = KittyQuery(answer: answer)
      if query.verdict != .undecided { return query.hasAgreed }
    }
    return false
  }
}
