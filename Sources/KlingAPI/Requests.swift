package import OrderedJSON

/// The body of init-selection: exactly one source.
package enum InitRequest: Hashable, Sendable {
  /// A video that the service generated, by its id.
  case videoID(String)
  /// A public URL of an `.mp4` or `.mov`.
  case videoURL(String)

  package var json: JSON {
    switch self {
    case .videoID(let id): ["video_id": .string(id)]
    case .videoURL(let url): ["video_url": .string(url)]
    }
  }
}

/// A clicked point as fractions of width and height; the origin is top left, y grows downwards.
///
/// The doubles are sent in the shortest form that reads back the same, for a point can be deleted
/// only by exactly the coordinates that added it.
package struct Point: Hashable, Sendable {
  package let x: Double
  package let y: Double

  /// - Precondition: both are finite; the service takes them in [0, 1].
  package init(x: Double, y: Double) {
    precondition(x.isFinite && y.isFinite, "a coordinate is a number")
    self.x = x
    self.y = y
  }

  package var json: JSON { ["x": .double(x), "y": .double(y)] }
}

/// The body of add-selection and delete-selection: points on one frame.
package struct SelectionRequest: Hashable, Sendable {
  package var sessionID: String
  /// Counted from 0.
  package var frameIndex: Int
  package var points: [Point]

  package init(sessionID: String, frameIndex: Int, points: [Point]) {
    self.sessionID = sessionID
    self.frameIndex = frameIndex
    self.points = points
  }

  package var json: JSON {
    [
      "session_id": .string(sessionID), "frame_index": .int(frameIndex),
      "points": .array(points.map(\.json)),
    ]
  }
}

/// The body of clear-selection and preview-selection.
package struct SessionRequest: Hashable, Sendable {
  package var sessionID: String

  package init(sessionID: String) {
    self.sessionID = sessionID
  }

  package var json: JSON { ["session_id": .string(sessionID)] }
}

/// The body of create: one task, which is what costs money.
package struct CreateTaskRequest: Hashable, Sendable {
  package enum EditMode: String, Hashable, Sendable, CaseIterable {
    case addition
    case swap
    case removal
  }

  package enum Mode: String, Hashable, Sendable, CaseIterable {
    case std
    case pro
  }

  /// In seconds; a string on the wire.
  package enum Length: String, Hashable, Sendable, CaseIterable {
    case five = "5"
    case ten = "10"
  }

  package var modelName: String?
  package var sessionID: String
  package var editMode: EditMode
  /// URLs or raw base64; left out where there are none.
  package var images: [String]
  package var prompt: String
  package var negativePrompt: String?
  package var mode: Mode
  package var duration: Length
  /// `watermark_info.enabled`.
  package var watermark: Bool?
  package var callbackURL: String?
  package var externalTaskID: String?

  package init(
    modelName: String?, sessionID: String, editMode: EditMode, images: [String], prompt: String,
    negativePrompt: String?, mode: Mode, duration: Length, watermark: Bool?, callbackURL: String?,
    externalTaskID: String?
  ) {
    self.modelName = modelName
    self.sessionID = sessionID
    self.editMode = editMode
    self.images = images
    self.prompt = prompt
    self.negativePrompt = negativePrompt
    self.mode = mode
    self.duration = duration
    self.watermark = watermark
    self.callbackURL = callbackURL
    self.externalTaskID = externalTaskID
  }

  /// In the order of the documents; what is absent is left out.
  package var json: JSON {
    var object = JSONObject()
    object["model_name"] = modelName.map(JSON.string)
    object["session_id"] = .string(sessionID)
    object["edit_mode"] = .string(editMode.rawValue)
    if !images.isEmpty {
      object["image_list"] = .array(images.map { ["image": .string($0)] })
    }
    object["prompt"] = .string(prompt)
    object["negative_prompt"] = negativePrompt.map(JSON.string)
    object["mode"] = .string(mode.rawValue)
    object["duration"] = .string(duration.rawValue)
    object["watermark_info"] = watermark.map { ["enabled": .bool($0)] }
    object["callback_url"] = callbackURL.map(JSON.string)
    object["external_task_id"] = externalTaskID.map(JSON.string)
    return .object(object)
  }
}
