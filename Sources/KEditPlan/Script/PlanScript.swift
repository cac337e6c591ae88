import OrderedJSON
import PlainText

/// A plan as a bash script of curl calls, to be read, kept and run without kedit.
///
/// It does what a run does, one edit after the other: asks whether the task exists before it makes
/// it, so that a second run never pays twice; stops at the first answer that is no success; and
/// computes from init's answer what only that can tell. Text of the plan stands in it in quotes only.
package struct PlanScript: Sendable {
  private let plan: Plan
  private let order: [Int]
  /// kedit's own task ids, by the edit's index.
  private let taskIDs: [String]

  /// - Parameters:
  ///   - plan: a sound plan; an edit that cannot be carried out is left out.
  ///   - sha256: SHA-256 of bytes in lower-case hexadecimal.
  package init(_ plan: Plan, sha256: ([UInt8]) -> String) {
    self.plan = plan
    self.order = DependencyOrder(of: plan.edits).indices
    self.taskIDs = plan.edits.map { edit in
      edit.task.externalTaskID
        ?? Fingerprint.externalTaskID(fingerprint: edit.fingerprint, attempt: 1, sha256: sha256)
    }
  }

  /// The whole script.
  package var text: String {
    var text = heading + Self.functions
    if plan.edits.contains(where: { $0.task.externalTaskID != nil }) { text += Self.memory }
    for index in order { text += "\n" + function(at: index) }
    text += "\n"
    for index in order { text += "edit_\(index + 1)\n" }
    return text
  }

  private var heading: String {
    let name = harmless(plan.source.path)
    var text = """
      #!/usr/bin/env bash
      # \(name) as calls of the service, written by kedit. To run it:
      #
      #   KLING_API_KEY=... bash THIS-FILE
      #
      # in the folder of \(name), with bash, curl, jq and the GNU core utilities. It spends
      # an estimated \(plan.estimate.words). Results go to KEDIT_OUTPUT_DIR, or else to the current
      # folder; their paths are printed. Run again, it goes on where it stopped: a task that exists
      # is not made a second time.

      """
    for index in order {
      guard case .local(let file) = plan.edits[index].video else { continue }
      text +=
        "# Before that, put \(harmless(file.path)) where everyone can read it, and set\n"
      text += "# VIDEO_\(index + 1)_URL to its address.\n"
    }
    return text
  }

  /// For ids that an author has chosen: which of them this script has used.
  private static let memory = #"""

    # What was asked for under an id of your own choice is written down here before it is sent: a
    # task of that id that this script did not make is another one.
    memory=${KEDIT_SCRIPT_MEMORY:-.kedit-script}

    """#

  private func function(at index: Int) -> String {
    let edit = plan.edits[index]
    let number = index + 1
    let id = PercentEncoding.encode(taskIDs[index])
    let file = "\"$output\"/" + ShellQuoting.quote(edit.save)
    let isOwn = edit.task.externalTaskID == nil
    var lines = [
      "# \(edit.name): \(edit.mode.title), \(edit.position.words); an estimated "
        + edit.estimate.words,
      "edit_\(number)() {",
      "  local file=\(file)",
      "  say \(ShellQuoting.quote("\(edit.name): \(edit.mode.title)"))",
      "  if find_task \(ShellQuoting.quote(id)); then",
      "    say '  its task exists already'",
    ]
    if !isOwn {
      lines.append("    [ -e \"$memory/\(edit.fingerprint)\" ] \\")
      lines.append(
        "      || fail 'the id belongs to a task that was not made here: choose another'")
    }
    lines += [
      "  else", "    [ ! -e \"$file\" ] || fail \"$file exists and is no result of this edit\"",
    ]
    lines += session(for: edit, number: number)
    lines += create(edit, id: taskIDs[index])
    lines.append("  fi")
    lines.append("  await \"$(jq -r '.task_id | @uri' \"$work/data.json\")\"")
    lines.append("  result_\(number)=$(jq -r '.task_result.videos[0].id' \"$work/data.json\")")
    lines.append("  fetch \"$(jq -r '.task_result.videos[0].url' \"$work/data.json\")\" \"$file\"")
    if edit.task.watermark == true {
      lines.append(
        "  fetch \"$(jq -r '.task_result.videos[0].watermark_url' \"$work/data.json\")\" \\")
      lines.append("    \"${file%.*}.watermarked.mp4\"")
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// init, the marks and the preview.
  private func session(for edit: PlannedEdit, number: Int) -> [String] {
    var lines: [String] = []
    switch edit.video {
    case .url(let url): lines.append(body(["video_url": .string(url)]))
    case .id(let id): lines.append(body(["video_id": .string(id)]))
    case .result(let name):
      let parent = (plan.edits.firstIndex { $0.name == name } ?? 0) + 1
      lines.append(
        "    jq -nc --arg id \"$result_\(parent)\" '{video_id: $id}' >\"$work/body.json\"")
    case .local(let file):
      let variable = "VIDEO_\(number)_URL"
      let message = "set \(variable) to the public address of \(harmless(file.path))"
      lines.append("    [ -n \"${\(variable):-}\" ] || fail \(ShellQuoting.quote(message))")
      lines.append(
        "    jq -nc --arg url \"$\(variable)\" '{video_url: $url}' >\"$work/body.json\"")
    }
    lines.append("    init \(edit.task.duration.rawValue)")
    if !edit.selections.isEmpty {
      let selections = JSON.array(edit.selections.map(\.scriptJSON))
      lines.append("    mark \(ShellQuoting.quote(selections.text()))")
    }
    if edit.preview {
      lines.append(
        "    jq -nc --arg session \"$session\" '{session_id: $session}' >\"$work/body.json\"")
      lines.append("    call POST \"$endpoint/preview-selection\" \"$work/body.json\"")
      let parts = [
        ("video", "preview.mp4"), ("video_cover", "preview.png"),
        ("tracking_output", "tracking.json"),
      ]
      for (member, ending) in parts {
        lines.append(
          "    fetch \"$(jq -r '.res.\(member)' \"$work/data.json\")\" \"${file%.*}.\(ending)\"")
      }
    }
    return lines
  }

  private func create(_ edit: PlannedEdit, id: String) -> [String] {
    var content = edit.createBody
    content["external_task_id"] = .string(id)
    var lines = [body(content)]
    lines.append("    jq -c --arg session \"$session\" --arg duration \"$duration\" \\")
    lines.append("      '.session_id = $session | .duration = $duration' \\")
    lines.append("      \"$work/body.json\" >\"$work/next.json\"")
    lines.append("    mv \"$work/next.json\" \"$work/body.json\"")
    for (index, image) in edit.task.images.enumerated() {
      guard case .local(let file) = image else { continue }
      let path = ShellQuoting.quote(file.path)
      lines.append("    image \(index + 1) \(path) \(ShellQuoting.quote(file.sha256))")
    }
    if edit.task.externalTaskID != nil {
      lines.append("    mkdir -p \"$memory\"")
      lines.append("    : >\"$memory/\(edit.fingerprint)\"")
    }
    lines.append("    call POST \"$endpoint\" \"$work/body.json\"")
    return lines
  }

  private func body(_ content: JSONObject) -> String {
    "    printf '%s' \(ShellQuoting.quote(JSON.object(content).text())) >\"$work/body.json\""
  }
}

extension Selection {
  /// What the function `mark` takes.
  fileprivate var scriptJSON: JSON {
    let frame: JSON =
      switch frame {
      case .index(let index): .int(index)
      case .last: "last"
      case .time(let seconds):
        .object(
          JSONObject(
            Limits.frameRates.map { rate in
              // A frame beyond every video where the number is too large for one.
              let index = (seconds * DecimalNumber(rate)).roundedDown ?? 1 << 50
              return JSONObject.Member(key: "\(rate)", value: .int(min(index, 1 << 50)))
            }))
      }
    let points = points.map { JSON.array([$0.x.scriptJSON, $0.y.scriptJSON]) }
    return ["frame": frame, "points": .array(points)]
  }
}

extension Coordinate {
  fileprivate var scriptJSON: JSON {
    switch self {
    case .fraction(let value): .double(value)
    case .pixel(let value): ["px": .int(value)]
    }
  }
}
