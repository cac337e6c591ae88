import KEditEngine
import KEditPlan
import OrderedJSON

extension RunSummary {
  /// The run for a program.
  var json: JSON {
    [
      "run": .int(id), "state": .string(state.rawValue), "source": .string(source),
      "begun_at": .time(begunAt), "approved_at": .time(approvedAt), "ended_at": .time(endedAt),
      "provider": .string(scope.provider), "base_url": .string(scope.baseURL),
      "account": .string(scope.account), "output_folder": .string(outputFolder),
      "max_units": .text(maximumUnits?.description),
      "edit_counts": [
        "total": .int(edits.total), "done": .int(edits.done), "failed": .int(edits.failed),
        "skipped": .int(edits.skipped), "left": .int(edits.left),
      ],
      "can_go_on": .bool(canGoOn), "units": .string("\(charges.units)"),
      "open_tasks": .int(charges.openTasks), "held_by": holder.map(\.json) ?? .null,
    ]
  }

  /// What the run cost, for a program.
  var costJSON: JSON {
    [
      "run": .int(id), "source": .string(source), "begun_at": .time(begunAt),
      "provider": .string(scope.provider), "base_url": .string(scope.baseURL),
      "account": .string(scope.account), "units": .string("\(charges.units)"),
      "open_tasks": .int(charges.openTasks),
    ]
  }
}

extension Holder {
  fileprivate var json: JSON {
    ["process": .int(process), "host": .string(host), "since": .time(since)]
  }
}
