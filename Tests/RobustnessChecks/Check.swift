import KEditTable

/// A part of the program that takes whatever it is given, and what must hold of it then.
///
/// Fuzzers drive these with inputs of their own making, tests with those that fuzzers left behind.
package enum Check: String, CaseIterable, Sendable {
  case lexer
  case parser
  case fixes
  case compiler
  case formatter
  case csv
  case jsonLines = "json-lines"
  case plan
  case mask
  case png
  case program

  /// Feeds the part with bytes.
  ///
  /// - Throws: what does not hold of them.
  package func run(_ bytes: [UInt8]) async throws(CheckFailure) {
    if self == .program { try await checkProgram(bytes) } else { try runPure(bytes) }
  }

  /// As `run`, for all but the whole program.
  package func runPure(_ bytes: [UInt8]) throws(CheckFailure) {
    switch self {
    case .lexer: try checkLexer(bytes)
    case .parser: try checkParser(bytes)
    case .fixes: try checkFixes(bytes)
    case .compiler: try checkCompiler(bytes)
    case .formatter: try checkFormatter(bytes)
    case .csv: try checkTable(bytes, as: .csv)
    case .jsonLines: try checkTable(bytes, as: .jsonLines)
    case .plan: try checkPlan(bytes)
    case .mask: try checkMask(bytes)
    case .png: try checkPNG(bytes)
    case .program: preconditionFailure("the whole program is run, for it may wait")
    }
  }
}
