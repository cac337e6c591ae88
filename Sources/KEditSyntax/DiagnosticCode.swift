/// The stable code of a kind of finding, for example `K101`.
///
/// A code never changes its meaning; one that is no longer needed is not given again. The hundreds
/// tell the field: 1 the text, 2 names, 3 marks, 4 media, 5 prompts and options, 6 edits and
/// results, 7 parameters and other files, 8 what only the service's answer can tell, 9 plan files.
package enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  case unexpectedToken = "K101"
}
