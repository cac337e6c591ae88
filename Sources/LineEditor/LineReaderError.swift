import Glibc

/// Why lines cannot be edited here.
package enum LineReaderError: Error, Hashable, Sendable {
  /// Standard input or output is no terminal: lines are to be read as they come.
  case notATerminal
  /// An `errno`.
  case system(Int32)
}

extension LineReaderError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal: "there is no terminal"
    case .system(let code): String(cString: strerror(code))
    }
  }
}
