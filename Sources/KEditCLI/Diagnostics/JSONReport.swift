import KEditSyntax
import OrderedJSON

/// A report as `kedit-diagnostics/1`: lines and columns from 1, columns in Unicode scalars, offsets
/// in bytes from 0, ends exclusive.
func jsonReport(_ report: DiagnosticReport) -> JSON {
  var json: JSONObject = [
    "format": "kedit-diagnostics/1",
    "errors": .int(report.errorCount),
    "warnings": .int(report.warningCount),
    "diagnostics": .array(report.diagnostics.map { report.json(of: $0) }),
  ]
  if report.omittedErrors > 0 { json["omitted"] = .int(report.omittedErrors) }
  return .object(json)
}

extension DiagnosticReport {
  /// One finding, as it stands in the report.
  func json(of diagnostic: Diagnostic) -> JSON {
    let place = diagnostic.place
    var labels: [JSON] = []
    if let note = diagnostic.note {
      labels.append(labelJSON(place: place, message: note))
    }
    labels += diagnostic.labels.map { labelJSON(place: $0.place, message: $0.message) }
    return [
      "code": .string(diagnostic.code.rawValue),
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message),
      "help": diagnostic.help.map { .string($0) } ?? .null,
      "file": .string(place.file),
      "range": rangeJSON(place.span, in: place.file),
      "labels": .array(labels),
      "fixes": .array(diagnostic.fixes.map { fixJSON($0, in: place.file) }),
    ]
  }

  private func labelJSON(place: Diagnostic.Place, message: String) -> JSON {
    [
      "range": rangeJSON(place.span, in: place.file),
      "file": .string(place.file),
      "message": .string(message),
    ]
  }

  private func fixJSON(_ fix: Diagnostic.Fix, in file: String) -> JSON {
    [
      "message": .string(fix.message),
      "safe": .bool(fix.isSafe),
      "edits": .array(
        fix.edits.map { edit in
          [
            "range": rangeJSON(edit.span, in: file), "replacement": .string(edit.replacement),
          ]
        }),
    ]
  }

  private func rangeJSON(_ span: Span, in file: String) -> JSON {
    guard let range = range(of: span, in: file) else { return .null }
    return ["start": locationJSON(range.start), "end": locationJSON(range.end)]
  }

  private func locationJSON(_ location: SourceLocation) -> JSON {
    [
      "line": .int(location.line), "column": .int(location.column), "offset": .int(location.offset),
    ]
  }
}
