import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI
import OrderedJSON

/// A run's events as JSON lines, on every stream that wants them.
struct EventLog: Sendable {
  /// Additions raise the second number, anything else the first.
  static let version = "1.2"

  private(set) var streams: [Output] = []

  /// Begins to write to a stream: what came before is not told there.
  mutating func add(_ stream: Output) {
    streams.append(stream)
    EventLog(streams: [stream]).write([
      "type": "version", "version": .string(Self.version), "kedit": .string(programVersion),
    ])
  }

  func write(_ event: JSON) {
    if streams.isEmpty { return }
    let line = event.text(.compact) + "\n"
    for stream in streams { stream.write(line) }
  }

  func write(_ diagnostic: Diagnostic, in report: DiagnosticReport) {
    write(["type": "diagnostic", "diagnostic": report.json(of: diagnostic)])
  }

  /// Writes an event, where programs are told of it.
  func write(_ event: RunEvent) {
    if !streams.isEmpty, let json = event.json { write(json) }
  }

  /// Writes which run of the journal the events are about.
  func write(run: Int, outputFolder: String) {
    write(["type": "run", "run": .int(run), "output_folder": .string(outputFolder)])
  }

  /// Writes where callbacks are received.
  func write(listeningAt url: String) {
    write(["type": "listening", "url": .string(url)])
  }

  /// Writes the summary of a run that was never begun.
  func write(summaryOfNothing code: ExitCode) {
    write(summary((done: 0, failed: 0, skipped: 0, left: 0), units: "0", exitCode: code.rawValue))
  }
}

extension RunEvent {
  /// The event as a program is told it; `nil` for the arrival of bytes.
  fileprivate var json: JSON? {
    switch self {
    case .editStarted(let edit): ["type": "edit_started", "edit": .string(edit)]
    case .call(let edit, let call): call.json(edit: edit)
    case .taskSubmitted(let edit, let task, let externalTaskID, let isAdopted):
      [
        "type": "task_submitted", "edit": .string(edit), "task_id": .string(task.id),
        "external_task_id": .string(externalTaskID), "adopted": .bool(isAdopted),
      ]
    case .progress(let edit, let state, let taskStatus):
      [
        "type": "progress", "edit": .string(edit), "state": .string(state),
        "task_status": JSON(taskStatus),
      ]
    case .downloaded: nil
    case .retry(let edit, let step, let tries, let pause, let error):
      [
        "type": "retry", "edit": .string(edit), "step": .string(step), "tries": .int(tries),
        "pause_seconds": .double(pause.inSeconds), "error": .string(error),
      ]
    case .editFinished(let outcome): outcome.json
    case .summary(let outcome): outcome.json
    }
  }
}

extension CallEvent {
  fileprivate func json(edit: String) -> JSON {
    [
      "type": "call", "edit": .string(edit), "step": .string(step), "method": .string(method),
      "path": .string(path), "status": status.map { .int($0) } ?? .null,
      "code": code.map { .int($0) } ?? .null, "request_id": JSON(requestID),
      "seconds": .double(elapsed.inSeconds), "error": JSON(error),
    ]
  }
}

extension EditOutcome {
  fileprivate var json: JSON {
    var object: JSONObject = ["type": "edit_finished", "edit": .string(edit)]
    switch ending {
    case .done(let result):
      object["ending"] = "done"
      object["files"] = .array(result.files.map { .string($0) })
      object["task_id"] = .string(result.task.id)
      object["units"] = JSON(result.task.units)
    case .failed(let failure):
      object["ending"] = "failed"
      object["exit_code"] = .int(Int(failure.kind.exitCode))
      object["messages"] = .array(failure.messages.map { .string($0) })
    case .skipped(let parent):
      object["ending"] = "skipped"
      object["because"] = .string(parent)
    case .left(let leftover):
      object["ending"] = "left"
      object["reason"] = .string(leftover.reason.rawValue)
      object["state"] = .string(leftover.state)
      object["external_task_id"] = .string(leftover.externalTaskID)
      object["task_id"] = JSON(leftover.taskID)
      object["may_have_task"] = .bool(leftover.mayHaveTask)
    }
    return .object(object)
  }
}

/// The last event of every run.
private func summary(
  _ count: RunOutcome.Count, units: String, exitCode: Int32
) -> JSON {
  [
    "type": "summary", "done": .int(count.done), "failed": .int(count.failed),
    "skipped": .int(count.skipped), "left": .int(count.left), "units": .string(units),
    "exit_code": .int(Int(exitCode)),
  ]
}

extension RunOutcome {
  fileprivate var json: JSON {
    summary(count, units: unitsCharged.description, exitCode: failure?.exitCode ?? 0)
  }

  typealias Count = (done: Int, failed: Int, skipped: Int, left: Int)

  /// How many edits ended in which way.
  var count: Count {
    var count = (done: 0, failed: 0, skipped: 0, left: 0)
    for edit in edits {
      switch edit.ending {
      case .done: count.done += 1
      case .failed: count.failed += 1
      case .skipped: count.skipped += 1
      case .left: count.left += 1
      }
    }
    return count
  }
}

extension JSON {
  fileprivate init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }
}

extension Duration {
  /// In seconds, to the millisecond.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds * 1000 + attoseconds / 1_000_000_000_000_000) / 1000
  }
}
