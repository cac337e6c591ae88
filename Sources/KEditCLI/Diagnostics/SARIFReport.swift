import KEditExplanations
import KEditSyntax
import OrderedJSON

/// A report as SARIF 2.1.0, which code hosts and editors take in.
func sarifReport(_ report: DiagnosticReport) -> JSON {
  let codes = Set(report.diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
  let results = SARIFResults(sources: report.sources)
  var run: JSONObject = [
    "tool": [
      "driver": [
        "name": "kedit",
        "semanticVersion": .string(programVersion),
        "rules": .array(codes.map(sarifRule)),
      ]
    ],
    "columnKind": "utf16CodeUnits",
    "results": .array(report.hosted.map { results.result(of: $0, in: $1) }),
  ]
  if report.omittedErrors > 0 {
    let notification: JSON = ["level": "note", "message": ["text": .string(report.moreWords)]]
    run["invocations"] = [
      ["executionSuccessful": true, "toolExecutionNotifications": [notification]]
    ]
  }
  return [
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
    "version": "2.1.0",
    "runs": [.object(run)],
  ]
}

/// What a code means, in paragraphs of one line each, as hosts show it beside a finding.
private func sarifRule(_ code: DiagnosticCode) -> JSON {
  let explanation = code.explanation
  func text(_ paragraphs: String) -> JSON {
    let lines = paragraphs.split(separator: "\n\n").map { $0.replacing("\n", with: " ") }
    return ["text": .string(lines.joined(separator: "\n\n"))]
  }
  return [
    "id": .string(code.rawValue),
    "shortDescription": ["text": .string(explanation.title)],
    "fullDescription": text(explanation.meaning),
    "help": text(
      explanation.reason + "\n\nSource: \(explanation.sourceWords).\n\n"
        + "'kedit explain \(code.rawValue)' shows a wrong and a right example."),
  ]
}

/// Findings as results of a run, their columns in UTF-16, which every reader of SARIF understands.
private struct SARIFResults {
  private let sources: SourceSet
  private let columns: UTF16Columns

  init(sources: SourceSet) {
    self.sources = sources
    self.columns = UTF16Columns(sources)
  }

  func result(of diagnostic: Diagnostic, in host: DiagnosticReport.Host) -> JSON {
    var result: JSONObject = [
      "ruleId": .string(diagnostic.code.rawValue),
      "level": .string(diagnostic.severity.rawValue),
      "message": ["text": .string(host.words(of: diagnostic))],
      "locations": [sarifLocation(of: host)],
    ]
    if !diagnostic.labels.isEmpty {
      result["relatedLocations"] = .array(
        diagnostic.labels.map { sarifLocation(of: $0.place, message: $0.message) })
    }
    // A viewer offers every fix with one press, so only those are told that need no look.
    let fixes = host.argument == nil ? diagnostic.fixes.filter(\.isSafe) : []
    if !fixes.isEmpty {
      let file = diagnostic.place.file
      result["fixes"] = .array(fixes.map { sarifFix($0, in: file) })
    }
    return .object(result)
  }

  private func sarifLocation(of host: DiagnosticReport.Host) -> JSON {
    var location: JSONObject = ["physicalLocation": sarifPlace(host.span, in: host.file)]
    location["logicalLocations"] = host.argument.map { [argument($0)] }
    return .object(location)
  }

  /// An argument of the command line lies in no file that a viewer could look for.
  private func sarifLocation(of place: Diagnostic.Place, message: String) -> JSON {
    var location: JSONObject = ["message": ["text": .string(message)]]
    if sources[place.file]?.isArgument == true {
      location["logicalLocations"] = [argument(place.file)]
    } else {
      location["physicalLocation"] = sarifPlace(place.span, in: place.file)
    }
    return .object(location)
  }

  private func argument(_ name: String) -> JSON {
    ["name": .string(name), "kind": "parameter"]
  }

  private func sarifPlace(_ span: Span?, in file: String) -> JSON {
    var physical: JSONObject = ["artifactLocation": ["uri": .string(uri(ofFile: file))]]
    physical["region"] = span.flatMap { sarifRegion($0, in: file) }
    return .object(physical)
  }

  private func sarifRegion(_ span: Span, in file: String) -> JSON? {
    guard let source = sources[file] else { return nil }
    let (start, end) = (source.location(at: span.start), source.location(at: span.end))
    return [
      "startLine": .int(start.line),
      "startColumn": .int(columns.column(of: start, in: source)),
      "endLine": .int(end.line), "endColumn": .int(columns.column(of: end, in: source)),
      "byteOffset": .int(span.start), "byteLength": .int(span.count),
    ]
  }

  private func sarifFix(_ fix: Diagnostic.Fix, in file: String) -> JSON {
    let replacements = fix.edits.map { edit -> JSON in
      var replacement: JSONObject = [:]
      replacement["deletedRegion"] = sarifRegion(edit.span, in: file)
      replacement["insertedContent"] = ["text": .string(edit.replacement)]
      return .object(replacement)
    }
    return [
      "description": ["text": .string(fix.message)],
      "artifactChanges": [
        [
          "artifactLocation": ["uri": .string(uri(ofFile: file))],
          "replacements": .array(replacements),
        ]
      ],
    ]
  }
}

/// The path as a URI reference (RFC 3986): what a path may not hold is percent-encoded.
private func uri(ofFile path: String) -> String {
  var result = path.hasPrefix("/") ? "file://" : ""
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }
  return result
}
