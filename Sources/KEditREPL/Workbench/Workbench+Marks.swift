import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI
import PlainText

/// The commands over the marks of the current edit.
extension Workbench {
  mutating func mark(_ command: TypedCommand) -> Activity {
    let operands = MarkOperands(command.rest)
    guard operands.points != nil else {
      return refuse(
        .usage, "mark what? A point is missing",
        help: "mark frame 0 (0.77, 0.30), or without the frame: mark (0.77, 0.30)")
    }
    return beginClauses(operands.wording(of: command, otherwiseOn: document.moment))
  }

  mutating func unmark(_ command: TypedCommand) -> Activity {
    let operands = MarkOperands(command.rest)
    guard operands.moment != nil || operands.points != nil else {
      return refuse(
        .usage, "unmark what? A frame or a point is missing",
        help: "unmark frame 0 (0.77, 0.30), or unmark frame 0 for all of it")
    }
    guard isOpen(document.draft) else {
      return refuse(.usage, "the edit is submitted, and stays as it is")
    }
    let clause = operands.wording(of: command, otherwiseOn: document.moment).text
    let anyPoint = operands.points == nil
    let tree = Parser.parse(
      SourceText(
        name: Composition.nameOfTyped,
        text: InputReader.standIn + clause + (anyPoint ? " (0, 0)" : "")))
    guard tree.issues.isEmpty, case .edit(let edit)? = FragmentReader.read(tree).parts.first,
      let wanted = marks(from: edit.marks, in: document)
    else {
      return refuse(
        .usage, "'\(harmless(command.rest, limit: 80))' names no frame and points",
        help: "unmark frame 0 (0.77, 0.30)")
    }
    var new = document
    new.draft.marks.removeAll { mark in
      wanted.contains { isSame(mark, $0, anyPoint: anyPoint) }
    }
    guard new.draft.marks.count < document.draft.marks.count else {
      return refuse(
        .usage, "nothing is marked there", help: "'marks' lists what is, with exact coordinates")
    }
    var work = Work(new, change: command.typed)
    if new.draft.marks.isEmpty { work.announcement = "nothing is marked any more" }
    return .work(work)
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

  mutating func clearMarks() -> Activity {
    guard isOpen(document.draft), !document.draft.marks.isEmpty else {
      return refuse(.usage, "nothing is marked that could be cleared")
    }
    var new = document
    new.draft.marks = []
    var work = Work(new, change: "clear")
    work.announcement = "all marks of the edit are taken away; 'undo' brings them back"
    return .work(work)
  }

  mutating func setFrame(_ rest: String) -> Activity {
    guard !rest.isEmpty else {
      say(.text("marks without a frame are on \(document.moment)"))
      return .rest
    }
    let isTime = rest.hasSuffix("s")
    let moment = isTime ? rest : "frame \(rest)"
    guard let found = marks(from: [(moment, ["(0, 0)"])], in: document)?.first else {
      // A number beyond all videos is a frame all the same.
      if Int(rest) != nil, let video = session?.video { return refuse(moment, of: video) }
      return refuse(
        .usage, "'\(harmless(rest, limit: 40))' is no frame",
        help: "frame 48, frame first, frame last, or a time: frame 1.5s")
    }
    if let video = session?.video, video.frame(of: found.frame) == nil {
      return refuse(moment, of: video)
    }
    document.moment = moment
    return .rest
  }

  private mutating func refuse(_ moment: String, of video: ParsedVideo) -> Activity {
    refuse(
      .usage, "the video has no \(harmless(moment, limit: 40))",
      help: "its frames are 0 to \(max(0, video.frameCount - 1))")
  }

  // MARK: Looking

  /// Lists the marks as they are wanted; of a frame that stands otherwise at the service, that is said.
  mutating func showMarks() -> Activity {
    let marks = document.draft.marks
    guard let session, let wanted = wantedPoints(in: session.video) else {
      if marks.isEmpty {
        say(.text("nothing is marked"))
      } else {
        say(.spec(marks.clauses.joined(separator: "\n")))
      }
      return .rest
    }
    var lines: [String] = []
    var hasDifferences = false
    for frame in Set(wanted.keys).union(session.points.keys).sorted() {
      let points = wanted[frame, default: []]
      let isThere = session.hasMarked(points, onFrame: frame)
      hasDifferences = hasDifferences || !isThere
      lines.append(
        isThere
          ? MarkWords.line(frame: frame, points: points.count, mask: session.masks[frame])
          : MarkWords.lineOfDifference(frame: frame, points: points.count))
      for point in points { lines.append("  (\(point.x), \(point.y))") }
    }
    if marks.isEmpty { lines.insert("nothing is marked", at: 0) }
    if hasDifferences {
      lines.append("the service is told with the next mark, 'preview' or 'submit'")
    }
    say(.text(lines))
    guard let frame = wanted.keys.max(), let points = wanted[frame],
      session.hasMarked(points, onFrame: frame), let mask = session.masks[frame]
    else { return .rest }
    say(.mask(view(of: session, frame: frame, mask: mask, points: points)))
    return .rest
  }

  /// The points of each frame as the marks of the current edit have them; `nil` where one lies outside
  /// of the video.
  private func wantedPoints(in video: ParsedVideo) -> [Int: [Point]]? {
    var points: [Int: [Point]] = [:]
    for mark in document.draft.marks {
      guard let frame = video.frame(of: mark.frame),
        let point = video.point(of: mark.position, onFrame: frame)
      else { return nil }
      points[frame, default: []].append(point)
    }
    return points
  }
}
