package import KEditSyntax
package import MediaFacts

/// What the checks say of a video by itself, without a file that names it.
package enum VideoJudgement {
  /// The same findings, in the same words, as a spec with that video gets; each is placed in a text
  /// of that name.
  package static func findings(on facts: FileFacts, named name: String) -> [Diagnostic] {
    var report = Report()
    let source = SourceText(name: name, text: "")
    let place = Place(text: report.add(source), span: Span(0, 0))
    report.judge(facts, videoAt: Site(place))
    return report.diagnostics
  }
}
