import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI
import PlainText

/// The commands over the marks of the current edit.
extension Workbench {
  mutating func mark(_ rest: String) {
    guard let (moment, points) = momentAndPoints(rest), !points.isEmpty else {
      refuse(
        .usage, "mark what? A point is missing",
        help: "mark frame 0 (0.77, 0.30), or without the frame: mark (0.77, 0.30)")
      return
    }
    let many = points.dropFirst().contains("(") || points.contains("{")
    beginClauses(
      "at \(moment) \(many ? "points" : "point") \(points)", change: "mark \(rest)")
  }

  mutating func unmark(_ rest: String) {
    guard !rest.isEmpty, let (moment, points) = momentAndPoints(rest) else {
      refuse(
        .usage, "unmark what? A frame or a point is missing",
        help: "unmark frame 0 (0.77, 0.30), or unmark frame 0 for all of it")
      return
    }
    guard isOpen(document.draft) else {
      refuse(.usage, "the edit is submitted, and stays as it is")
      return
    }
    let tree = Parser.parse(
      SourceText(
        name: Composition.nameOfTyped,
        text: InputReader.standIn + "at \(moment) points \(points.isEmpty ? "(0, 0)" : points)"))
    guard tree.issues.isEmpty, case .edit(let edit)? = FragmentReader.read(tree).parts.first,
      let wanted = marks(from: edit.marks, in: document)
    else {
      refuse(
        .usage, "'\(harmless(rest, limit: 80))' names no frame and points",
        help: "unmark frame 0 (0.77, 0.30)")
      return
    }
    var new = document
    new.draft.marks.removeAll { mark in
      wanted.contains { isSame(mark, $0, anyPoint: points.isEmpty) }
    }
    guard new.draft.marks.count < document.draft.marks.count else {
      refuse(
        .usage, "nothing is marked there", help: "'marks' lists what is, with exact coordinates")
      return
    }
    if new.draft.marks.isEmpty { say(.text("nothing is marked any more")) }
    work = Work(new, change: "unmark \(rest)")
  }

  /// Whether two marks are the same to the service; where the video is not known, as they are written.
  private func isSame(_ left: Mark, _ right: Mark, anyPoint: Bool) -> Bool {
    guard let video = session?.video else {
      return left.frame == right.frame && (anyPoint || left.position == right.position)
    }
    guard let frame = video.frame(of: left.frame), frame == video.frame(of: right.frame) else {
      return false
    }
    return anyPoint
      || video.point(of: left.position, onFrame: frame)
        == video.point(of: right.position, onFrame: frame)
  }

  mutating func clearMarks() {
    guard isOpen(document.draft), !document.draft.marks.isEmpty else {
      refuse(.usage, "nothing is marked that could be cleared")
      return
    }
    var new = document
    new.draft.marks = []
    say(.text("all marks of the edit are taken away; 'undo' brings them back"))
    work = Work(new, change: "clear")
  }

  mutating func setFrame(_ rest: String) {
    guard !rest.isEmpty else {
      say(.text("marks without a frame are on \(document.moment)"))
      return
    }
    let isTime = rest.hasSuffix("s")
    let moment = isTime ? rest : "frame \(rest)"
    guard let found = marks(from: [(moment, ["(0, 0)"])], in: document)?.first else {
      // A number beyond all videos is a frame all the same.
      if Int(rest) != nil, let video = session?.video { return refuse(moment, of: video) }
      refuse(
        .usage, "'\(harmless(rest, limit: 40))' is no frame",
        help: "frame 48, frame first, frame last, or a time: frame 1.5s")
      return
    }
    if let video = session?.video, video.frame(of: found.frame) == nil {
      return refuse(moment, of: video)
    }
    document.moment = moment
  }

  private mutating func refuse(_ moment: String, of video: ParsedVideo) {
    refuse(
      .usage, "the video has no \(harmless(moment, limit: 40))",
      help: "its frames are 0 to \(max(0, video.frameCount - 1))")
  }

  /// What stands behind `mark`: the moment, that of the session where none is written, and the points.
  private func momentAndPoints(_ rest: String) -> (moment: String, points: String)? {
    let bytes = Array(rest.utf8)
    var moment: [String] = []
    for (token, span) in spans(of: bytes) {
      if token.kind == .leftParenthesis || token.kind == .placeholder && !moment.isEmpty {
        return (self.moment(moment), String(decoding: bytes[span.start...], as: UTF8.self).trimmed)
      }
      switch token.keyword {
      case .at?, .point?, .points?: continue
      default: moment.append(String(decoding: bytes[span.start..<span.end], as: UTF8.self))
      }
    }
    return (self.moment(moment), "")
  }

  private func moment(_ words: [String]) -> String {
    if words.isEmpty { return document.moment }
    // A number alone is a frame.
    if words.count == 1, Int(words[0]) != nil { return "frame \(words[0])" }
    return words.joined(separator: " ")
  }

  /// The tokens that mean something, with their bytes.
  private func spans(of bytes: [UInt8]) -> [(Token, Span)] {
    let tokens = Lexer.tokens(of: bytes)
    return zip(tokens, tokens.dropFirst()).compactMap { token, next in
      token.kind.isTrivia ? nil : (token, Span(token.start, next.start))
    }
  }

  // MARK: Looking

  mutating func showMarks() {
    let marks = document.draft.marks
    guard !marks.isEmpty else {
      say(.text("nothing is marked"))
      return
    }
    guard let session else {
      say(.spec(marks.clauses.joined(separator: "\n")))
      return
    }
    var lines: [String] = []
    for (frame, points) in session.points.sorted(by: { $0.key < $1.key }) {
      lines.append(
        MarkWords.line(frame: frame, points: points.count, mask: session.masks[frame]))
      for point in points { lines.append("  (\(point.x), \(point.y))") }
    }
    say(.text(lines))
    guard let frame = session.points.keys.max(), let mask = session.masks[frame] else { return }
    say(
      .mask(view(of: session, frame: frame, mask: mask, points: session.points[frame] ?? [])))
  }
}
