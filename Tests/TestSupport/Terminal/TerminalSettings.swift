import Glibc

/// How a terminal treats what is typed and printed; equal where all of it is.
package struct TerminalSettings: Hashable, Sendable, CustomStringConvertible {
  package let input: UInt32
  package let output: UInt32
  package let control: UInt32
  package let local: UInt32
  package let characters: [UInt8]

  /// `ECHO`: what is typed is shown.
  package var echoes: Bool { local & UInt32(ECHO) != 0 }
  /// `ICANON`: input comes line by line.
  package var isLineByLine: Bool { local & UInt32(ICANON) != 0 }
  /// `ISIG`: Ctrl-C and the like raise signals.
  package var raisesSignals: Bool { local & UInt32(ISIG) != 0 }
  /// `ICRNL`: Return is a line's end.
  package var turnsReturnIntoNewline: Bool { input & UInt32(ICRNL) != 0 }
  /// `OPOST`: a line's end also returns to the first column.
  package var processesOutput: Bool { output & UInt32(OPOST) != 0 }

  /// Those of the terminal that this is the master or the slave of.
  init(of descriptor: CInt) throws {
    var settings = termios()
    _ = try SystemCallFailed.check("tcgetattr", tcgetattr(descriptor, &settings))
    input = settings.c_iflag
    output = settings.c_oflag
    control = settings.c_cflag
    local = settings.c_lflag
    characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
  }

  package var description: String {
    let flags = [
      (echoes, "ECHO"), (isLineByLine, "ICANON"), (raisesSignals, "ISIG"),
      (turnsReturnIntoNewline, "ICRNL"), (processesOutput, "OPOST"),
    ]
    let words = flags.map { isOn, name in isOn ? name : "-" + name }
    let all = [input, output, control, local].map { String($0, radix: 8) }
    return (words + all + ["\(characters)"]).joined(separator: " ")
  }
}
