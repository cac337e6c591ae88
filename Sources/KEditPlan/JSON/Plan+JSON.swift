package import OrderedJSON

extension Plan {
  /// The plan as JSON text, ending in a line end: the same plan gives the same bytes, anywhere. A step
  /// has a line of its own, so that a plan can be read and two can be compared.
  package var jsonBytes: [UInt8] {
    var bytes: [UInt8] = []
    writeJSON { bytes += $0 }
    return bytes
  }

  /// Writes the bytes of `jsonBytes` in pieces, so that a plan of a hundred thousand edits need not
  /// be held twice.
  package func writeJSON<Failure>(
    _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var piece: [UInt8] = []
    piece += "{\n  \"format\": \(JSON.string(PlanFormat.version).text(.line)),\n".utf8
    piece += "  \"source\": \(sourceJSON.text(.line)),\n".utf8
    piece += "  \"edits\": [".utf8
    for (index, edit) in edits.enumerated() {
      piece += (index == 0 ? "\n" : ",\n").utf8
      edit.print(into: &piece)
      if piece.count > 1 << 16 {
        try write(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    piece += (edits.isEmpty ? "]\n}\n" : "\n  ]\n}\n").utf8
    try write(piece)
  }

  /// The plan as a JSON value, for what puts it into a larger one.
  package var json: JSON {
    [
      "format": .string(PlanFormat.version),
      "source": sourceJSON,
      "edits": .array(
        edits.map { edit in
          var object = edit.jsonHead
          object["steps"] = .array(edit.jsonSteps.map { .object($0) })
          return .object(object)
        }),
    ]
  }

  private var sourceJSON: JSON {
    ["path": .string(source.path), "sha256": .string(source.sha256)]
  }
}

extension UnitRange {
  var json: JSON { ["min": .string(min.description), "max": .string(max.description)] }
}

extension PlannedEdit {
  fileprivate func print(into bytes: inout [UInt8]) {
    bytes += "    {".utf8
    for member in jsonHead.members {
      bytes += "\n      ".utf8
      JSON.string(member.key).print(.line, into: &bytes)
      bytes += ": ".utf8
      member.value.print(.line, into: &bytes)
      bytes += ",".utf8
    }
    bytes += "\n      \"steps\": [".utf8
    for (index, step) in jsonSteps.enumerated() {
      bytes += (index == 0 ? "\n        " : ",\n        ").utf8
      JSON.object(step).print(.line, into: &bytes)
    }
    bytes += "\n      ]\n    }".utf8
  }

  /// Everything but the steps.
  fileprivate var jsonHead: JSONObject {
    [
      "name": .string(name),
      "at": position.json,
      "edit_mode": .string(mode.rawValue),
      "depends_on": .array(dependsOn.map { .string($0) }),
      "fingerprint": .string(fingerprint),
      "estimate": ["units": estimate.json],
    ]
  }

  /// The calls, in order.
  fileprivate var jsonSteps: [JSONObject] {
    var steps = [
      post("init", PlanFormat.initPath, initBody, files: video.localFiles)
    ]
    for selection in selections {
      steps.append(post("add", PlanFormat.addPath, selection.json))
    }
    if preview {
      let body: JSONObject = ["session_id": .placeholder(.sessionID)]
      steps.append(post("preview", PlanFormat.previewPath, body))
    }
    let files = task.images.flatMap(\.localFiles)
    steps.append(post("create", PlanFormat.endpoint, createBody, files: files))
    steps.append(["step": "await", "method": "GET", "path": .string(PlanFormat.taskPath)])
    steps.append(["step": "download", "save": .string(save)])
    return steps
  }

  private func post(
    _ step: String, _ path: String, _ body: JSONObject, files: [LocalFile] = []
  ) -> JSONObject {
    var object: JSONObject = [
      "step": .string(step), "method": "POST", "path": .string(path), "body": .object(body),
    ]
    var listed: [LocalFile] = []
    for file in files where !listed.contains(file) { listed.append(file) }
    if !listed.isEmpty {
      object["files"] = .array(
        listed.map { ["path": .string($0.path), "sha256": .string($0.sha256)] })
    }
    return object
  }

  private var initBody: JSONObject {
    switch video {
    case .url(let text): ["video_url": .string(text)]
    case .id(let id): ["video_id": .string(id)]
    case .result(let name): ["video_id": .placeholder(.video(ofEdit: name))]
    case .local(let file): ["video_url": .placeholder(.upload(path: file.path))]
    }
  }

  /// The body of the create call, with placeholders for what the run gives.
  var createBody: JSONObject {
    var body = JSONObject()
    body["model_name"] = task.model.map { .string($0) }
    body["session_id"] = .placeholder(.sessionID)
    body["edit_mode"] = .string(mode.rawValue)
    if !task.images.isEmpty {
      body["image_list"] = .array(task.images.map { ["image": $0.json] })
    }
    body["prompt"] = .string(task.prompt)
    body["negative_prompt"] = task.negativePrompt.map { .string($0) }
    body["mode"] = .string(task.quality.rawValue)
    body["duration"] =
      task.duration == .auto ? .placeholder(.duration) : .string(task.duration.rawValue)
    body["watermark_info"] = task.watermark.map { ["enabled": .bool($0)] }
    body["callback_url"] = task.callbackURL.map { .string($0) }
    body["external_task_id"] =
      task.externalTaskID.map { .string($0) } ?? .placeholder(.externalTaskID)
    return body
  }
}

extension JSON {
  fileprivate static func placeholder(_ placeholder: Placeholder) -> JSON {
    .string(placeholder.text)
  }
}

extension VideoReference {
  fileprivate var localFiles: [LocalFile] {
    if case .local(let file) = self { [file] } else { [] }
  }
}

extension ImageReference {
  fileprivate var localFiles: [LocalFile] {
    if case .local(let file) = self { [file] } else { [] }
  }

  fileprivate var json: JSON {
    switch self {
    case .url(let text): .string(text)
    case .local(let file): .placeholder(.base64(path: file.path))
    }
  }
}

extension Selection {
  fileprivate var json: JSONObject {
    let index: JSON =
      switch frame {
      case .index(let index): .int(index)
      case .last: .placeholder(.frameLast)
      case .time(let seconds): .placeholder(.frame(at: seconds))
      }
    return [
      "session_id": .placeholder(.sessionID),
      "frame_index": index,
      "points": .array(
        points.map { point in
          [
            "x": point.x.json { .x(ofPixel: $0) },
            "y": point.y.json { .y(ofPixel: $0) },
          ]
        }),
    ]
  }
}

extension Coordinate {
  fileprivate func json(_ placeholder: (Int) -> Placeholder) -> JSON {
    switch self {
    case .fraction(let value): .double(value)
    case .pixel(let value): .placeholder(placeholder(value))
    }
  }
}

extension PlannedEdit.Position {
  fileprivate var json: JSON {
    var members: JSONObject = ["line": .int(line), "column": .int(column)]
    members["row"] = row.map { .int($0) }
    return .object(members)
  }
}
