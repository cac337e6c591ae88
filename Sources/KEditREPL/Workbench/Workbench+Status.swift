import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI
import PlainText

/// Where one is, in words.
extension Workbench {
  /// What the prompt shows, part by part: the video, the frame, how many points.
  package var place: [String] {
    guard let video = videoName else { return ["kedit"] }
    var parts = [video]
    guard isOpen(document.draft) else { return parts }
    parts.append(shortened(document.moment))
    let count = document.draft.marks.count
    if count > 0 { parts.append(MarkWords.count(count, "point")) }
    return parts
  }

  /// What the video of the current edit is called: its name, else that of its file.
  private var videoName: String? {
    if case .result(let name)? = session?.reference {
      return name.first?.isNumber == true ? "edit \(name)" : shortened(name)
    }
    let videos = document.statements.filter { $0.kind == .videoStatement }
    let named = document.draft.clauses.first { $0.kind == .inClause }?.text.dropFirst(2).trimmed
    if let named, !named.hasPrefix("\"") { return shortened(named) }
    if named == nil, let last = videos.last, let name = Self.declaredName(last) {
      return shortened(name)
    }
    switch session?.reference {
    case .url(let url): return shortened(fileStem(url))
    case .local(let file): return shortened(fileStem(file.path))
    case .id(let id): return shortened(id)
    case .result, nil: return named == nil && videos.isEmpty ? nil : "video"
    }
  }

  private func fileStem(_ path: String) -> String {
    let path = path.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last.map(String.init) ?? "video"
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  private func shortened(_ name: String) -> String { harmless(name, limit: 24) }

  var statusLines: [String] {
    var lines: [String] = []
    if let session {
      lines.append("video: \(VideoWords.name(session.reference))")
      lines.append("  \(VideoWords.facts(of: session.video))")
      let age = Duration.milliseconds(surroundings.now() - session.openedAt)
      lines.append(
        "session: \(harmless(session.video.sessionID, limit: 80)), \(VideoWords.age(age))")
    } else {
      lines.append("video: none is open")
    }
    let draft = document.draft
    if let head = draft.head {
      let title = label(name(of: draft, in: document) ?? "")
      lines.append("edit: \(title), \(harmless(head, limit: 80)), \(stage(of: draft))")
    } else {
      lines.append("edit: none yet")
    }
    let frames = Set(draft.marks.map(\.moment)).count
    lines.append(
      draft.marks.isEmpty
        ? "marks: none"
        : "marks: \(MarkWords.count(draft.marks.count, "point")) on \(MarkWords.count(frames, "frame"))"
    )
    let names = unfinished.compactMap { standings[$0]?.name }.map(label)
    if !names.isEmpty { lines.append("under way: \(names.joined(separator: ", "))") }
    let place = file.map { harmless($0) } ?? "no file"
    lines.append(hasUnsavedWork ? "\(place), with changes that are not saved" : place)
    return lines
  }

  private func stage(of draft: Draft) -> String {
    switch standings[draft.id]?.stage {
    case nil: "not submitted"
    case .underWay: "under way"
    case .done: "done"
    case .failed: "failed, can be changed"
    case .skipped, .left: "submitted, and not waited for"
    }
  }

  mutating func showResults() -> Activity {
    let ids = standingsElsewhere + document.drafts.map(\.id)
    let known = ids.compactMap { standings[$0] }
    say(.text(known.isEmpty ? ["nothing was submitted yet"] : known.map(StandingWords.line)))
    return .rest
  }
}
