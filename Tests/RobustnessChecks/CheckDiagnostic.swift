import KEditSyntax

/// Every place lies within its text, and the words fit on their line.
func checkDiagnostic(_ diagnostic: Diagnostic, in sources: SourceSet) throws(CheckFailure) {
  let edits = diagnostic.fixes.flatMap(\.edits)
  try checkPlace(diagnostic.place, of: diagnostic, in: sources)
  for label in diagnostic.labels { try checkPlace(label.place, of: diagnostic, in: sources) }
  for edit in edits {
    let place = Diagnostic.Place(file: diagnostic.place.file, span: edit.span)
    try checkPlace(place, of: diagnostic, in: sources)
  }
  try require(!diagnostic.message.isEmpty, "\(diagnostic.code) says nothing")
  try require(
    !diagnostic.message.utf8.contains(UInt8(ascii: "\n")), "\(diagnostic.code) has several lines")
}

private func checkPlace(
  _ place: Diagnostic.Place, of diagnostic: Diagnostic, in sources: SourceSet
) throws(CheckFailure) {
  guard let source = sources[place.file] else {
    throw CheckFailure("\(diagnostic.code) is about '\(place.file)', which is not at hand")
  }
  let whole = 0...source.bytes.count
  try require(
    whole.contains(place.span.start) && whole.contains(place.span.end),
    "\(diagnostic.code) lies outside, at \(place)")
  let start = source.location(at: place.span.start)
  let end = source.location(at: place.span.end)
  try require(
    (start.line, start.column) <= (end.line, end.column), "\(diagnostic.code) runs backwards")
}
