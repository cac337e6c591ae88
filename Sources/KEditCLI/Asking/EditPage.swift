import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import PlainText

/// All that is known of an edit of a run.
struct EditPage: Sendable {
  let report: EditReport
  private let run: RunSummary
  /// `nil` where the plan cannot be read.
  let planned: PlannedEdit?
  let files: [FileNow]
  private let now: Moment

  init(
    _ report: EditReport, of run: RunSummary, planned: PlannedEdit?, at now: Moment,
    _ context: CommandContext
  ) {
    self.report = report
    self.run = run
    self.planned = planned
    self.now = now
    files = FileNow.look(at: report.attempt?.files ?? [], context)
  }

  private var task: KlingTask? { report.attempt?.task }

  /// Whether what the task cost counts for another run than this one.
  private var payer: Int? { report.attempt.flatMap { $0.run == run.id ? nil : $0.run } }

  // MARK: For a person

  var lines: [String] { ["\(label(report.name)): \(state)"] + FactRows.lines(facts) }

  var facts: [FactRows.Fact] {
    [
      ("task", task.map { [words(of: $0)] } ?? []),
      ("id", report.attempt.map { [harmless($0.identity.id, limit: 80)] } ?? []),
      ("session", session.map { [$0] } ?? []),
      ("marks", marks),
      ("prompt", planned.map { [harmless($0.task.prompt, limit: 300)] } ?? []),
      ("units", [units]),
      ("files", files.map(\.text)),
      ("links", links),
      ("failure", report.failure.map { harmless($0, limit: 300) }),
    ]
  }

  var state: String {
    if report.state != "done", report.isMadeElsewhere { return "done by another run" }
    switch report.state {
    case "done": return "done"
    case "failed": return "failed"
    case "skipped": return "skipped, for it needs the result of an edit that failed"
    case "pending": return "not begun"
    case "awaiting": return "waiting for its task"
    case "downloading": return "its result is to be fetched"
    default: return "left while \(harmless(report.state, limit: 40))"
    }
  }

  private func words(of task: KlingTask) -> String {
    let message = task.statusMessage.flatMap { $0.isEmpty ? nil : ": " + harmless($0, limit: 300) }
    return "\(harmless(task.id, limit: 80)), \(harmless(task.status.text, limit: 40))"
      + (message ?? "")
  }

  private var session: String? {
    guard let attempt = report.attempt, let session = attempt.session,
      let openedAt = attempt.sessionOpenedAt
    else { return nil }
    let isOver = .milliseconds(now.milliseconds - openedAt) >= ParsedVideo.sessionLifetime
    let age = Moment(openedAt).distance(from: now)
    return
      "\(harmless(session.sessionID, limit: 80)), opened \(age)\(isOver ? ", over by now" : "")"
  }

  /// As they stand at the service; before there is a session, as they were asked for.
  private var marks: [String] {
    if report.marks.isEmpty { return planned?.selections.aligned ?? [] }
    return report.marks.map { mark in
      let points = (mark.points.array ?? []).map { point in
        "(\(point["x"]?.number?.text ?? "?"), \(point["y"]?.number?.text ?? "?"))"
      }
      return "frame \(mark.frame)  \(points.joined(separator: " "))"
    }
  }

  private var units: String {
    if let charged = task?.units {
      return harmless(charged, limit: 40) + " charged"
        + (payer.map { ", counted for run \($0), which made the task" } ?? "")
    }
    guard let planned else { return "not known" }
    return task == nil
      ? "none charged; \(planned.estimate.words) estimated"
      : "not known yet; \(planned.estimate.words) estimated"
  }

  private var links: [String] {
    guard let task, let expiresAt = report.attempt?.linksExpireAt else { return [] }
    let moment = Moment(expiresAt)
    let urls = task.videos.flatMap { [$0.url, $0.watermarkURL].compactMap { $0 } }
    let verb = expiresAt <= now.milliseconds ? "died" : "until"
    return urls.map { harmless($0, limit: 300) }
      + ["\(verb) \(moment.text) (\(moment.distance(from: now)))"]
  }

  // MARK: For a program

  var json: JSON {
    var object: JSONObject = [
      "edit": .string(report.name), "fingerprint": .string(report.fingerprint),
      "state": .string(report.state), "done_by_another_run": .bool(isDoneElsewhere),
    ]
    object["external_task_id"] = .text(report.attempt?.identity.id)
    object["task"] = task?.json ?? .null
    object["session_id"] = .text(report.attempt?.session?.sessionID)
    object["session_opened_at"] = .time(report.attempt?.sessionOpenedAt)
    object["marks"] = .array(
      report.marks.map { ["frame_index": .int($0.frame), "points": $0.points] })
    object["prompt"] = .text(planned?.task.prompt)
    object["estimate"] =
      planned.map {
        ["min": .string("\($0.estimate.min)"), "max": .string("\($0.estimate.max)")]
      } ?? .null
    object["units"] = .text(task?.units)
    object["charged_to_run"] = report.attempt.map { .int($0.run) } ?? .null
    object["files"] = .array(files.map(\.json))
    object["links_expire_at"] = .time(report.attempt?.linksExpireAt)
    object["failure"] =
      report.failureCode.map {
        ["exit_code": .int($0), "messages": .array(report.failure.map { .string($0) })]
      } ?? .null
    return .object(object)
  }

  private var isDoneElsewhere: Bool { report.state != "done" && report.isMadeElsewhere }
}
