import KEditSyntax
import PlainText

/// A report as workflow commands of GitHub Actions, one line a finding, which the runner shows at
/// the line of the file that they name.
func githubAnnotations(_ report: DiagnosticReport) -> String {
  var output = ""
  for (diagnostic, host) in report.hosted {
    // What an argument brings is not shown at a line, as if that were wrong.
    var properties = host.argument == nil ? place(host, report) : []
    properties.append(("title", diagnostic.code.rawValue))
    let list = properties.map { "\($0.0)=\(escapedProperty($0.1))" }.joined(separator: ",")
    let message = escapedData(host.words(of: diagnostic))
    output += "::\(diagnostic.severity.rawValue) \(list)::\(message)\n"
  }
  if report.omittedErrors > 0 { output += "::notice::\(report.moreWords)\n" }
  return output
}

private func place(
  _ host: DiagnosticReport.Host, _ report: DiagnosticReport
) -> [(String, String)] {
  var properties = [("file", host.file)]
  guard let span = host.span, let range = report.range(of: span, in: host.file) else {
    return properties
  }
  properties.append(("line", String(range.start.line)))
  properties.append(("endLine", String(range.end.line)))
  // Columns are understood only within one line, and the last one inclusive.
  if range.start.line == range.end.line {
    let last = max(range.start.column, range.end.column - 1)
    properties.append(("col", String(range.start.column)))
    properties.append(("endColumn", String(last)))
  }
  return properties
}

/// The text with what would end a command escaped.
private func escapedData(_ text: String) -> String {
  harmless(text, keepingLines: true).replacing("%", with: "%25").replacing("\r", with: "%0D")
    .replacing("\n", with: "%0A")
}

/// As `escapedData`, with what would end a property escaped too.
private func escapedProperty(_ text: String) -> String {
  escapedData(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}
