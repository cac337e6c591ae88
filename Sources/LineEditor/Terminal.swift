import Glibc

/// The terminal that lines are read from and shown on.
struct Terminal: Sendable {
  let input: Int32
  let output: Int32

  /// Columns and lines; 80 and 24 where the terminal does not say.
  var size: (columns: Int, lines: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0 else { return (80, 24) }
    return (
      size.ws_col > 0 ? max(2, Int(size.ws_col)) : 80,
      size.ws_row > 0 ? max(2, Int(size.ws_row)) : 24
    )
  }

  var modes: termios? {
    var modes = termios()
    return tcgetattr(input, &modes) == 0 ? modes : nil
  }

  /// Whether the terminal breaks the lines it shows anew when its width changes, as far as it is known
  /// for that. To take one for such a terminal that is not would cost lines that others have written.
  static func reflows(_ variable: (String) -> String?) -> Bool {
    let own = [
      "TMUX", "VTE_VERSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WT_SESSION",
      "KONSOLE_VERSION", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "ITERM_SESSION_ID",
    ]
    let programs = ["Apple_Terminal", "iTerm.app", "vscode", "WezTerm", "ghostty"]
    let names = ["tmux", "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"]
    let (program, name) = (variable("TERM_PROGRAM") ?? "", variable("TERM") ?? "")
    return own.contains { variable($0) != nil } || programs.contains(program)
      || names.contains { name.hasPrefix($0) }
  }

  /// Writes all of it; what a terminal that is gone does not take is lost.
  func write(_ text: String) {
    guard !text.isEmpty else { return }
    var text = text
    text.withUTF8 { buffer in
      var rest = UnsafeRawBufferPointer(buffer)[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
          _ = poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return
        }
      }
    }
  }
}
