/// What is to be done, edit by edit: the compiler's result and the engine's order.
///
/// A value without a clock, a network or a path of this machine in it. The same `.kedit` file gives
/// the same plan wherever it is compiled.
package struct Plan: Hashable, Sendable {
  /// The file that the plan was compiled from.
  package struct Source: Hashable, Sendable {
    /// The file's name without its folder, for a plan must not depend on where it is made.
    package let path: String
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    package let sha256: String

    package init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  package let source: Source
  /// In the order of the file. An edit may depend on one that stands behind it.
  package let edits: [PlannedEdit]

  package init(source: Source, edits: [PlannedEdit]) {
    self.source = source
    self.edits = edits
  }
}

/// One edit: one session, its marks, one task, one result.
package struct PlannedEdit: Hashable, Sendable {
  /// Where an edit stands in its file; both count from 1.
  package struct Position: Hashable, Sendable {
    package let line: Int
    package let column: Int
    /// The row of the table that gave it its values, counted from 1; `nil` without a table.
    package let row: Int?

    package init(line: Int, column: Int, row: Int? = nil) {
      self.line = line
      self.column = column
      self.row = row
    }
  }

  /// The name given with `as`, else the edit's number in the file (from 1) as digits, which no
  /// given name can be.
  package var name: String
  package var position: Position
  package var mode: EditMode
  /// What is edited.
  package var video: VideoReference
  /// A frame a selection, in order of first mention. Empty only for an addition.
  package var selections: [Selection]
  /// Whether the masks are rendered (preview-selection) before the task is created.
  package var preview: Bool
  package var task: TaskRequest
  /// The file name of the result inside the output folder, with its extension; `/` separates.
  package var save: String
  /// SHA-256 over what decides the result, in lower-case hexadecimal (see `Fingerprint`).
  package var fingerprint: String

  package init(
    name: String, position: Position, mode: EditMode, video: VideoReference,
    selections: [Selection], preview: Bool, task: TaskRequest, save: String, fingerprint: String
  ) {
    self.name = name
    self.position = position
    self.mode = mode
    self.video = video
    self.selections = selections
    self.preview = preview
    self.task = task
    self.save = save
    self.fingerprint = fingerprint
  }

  /// The names of the edits whose results this one needs.
  package var dependsOn: [String] {
    if case .result(let name) = video { [name] } else { [] }
  }
}

/// The API's `edit_mode`.
package enum EditMode: String, Hashable, Sendable, CaseIterable {
  case addition
  case swap
  case removal
}

/// Where the video of an edit comes from.
package enum VideoReference: Hashable, Sendable {
  /// A public URL, sent as it was written.
  case url(String)
  /// A video that the service generated, by its id.
  case id(String)
  /// The result of another edit of the plan, by its name.
  case result(String)
  /// A file of this machine, which must be brought to a public URL first.
  case local(LocalFile)
}

/// A reference image.
package enum ImageReference: Hashable, Sendable {
  case url(String)
  /// A file of this machine, sent as raw base64.
  case local(LocalFile)
}

/// A file of this machine, known by its content.
package struct LocalFile: Hashable, Sendable {
  /// As it was written: relative to the folder of the spec (or of the plan file), or absolute.
  package let path: String
  /// SHA-256 of the content, in lower-case hexadecimal.
  package let sha256: String

  package init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

/// The marks on one frame.
package struct Selection: Hashable, Sendable {
  package var frame: FrameReference
  package var points: [PointReference]

  package init(frame: FrameReference, points: [PointReference]) {
    self.frame = frame
    self.points = points
  }
}

/// A frame of the video.
package enum FrameReference: Hashable, Sendable {
  /// Counted from 0.
  case index(Int)
  /// The last frame, known when init has answered. The first is `index(0)`.
  case last
  /// The frame shown at that time: floor(seconds × fps), in exact decimal arithmetic.
  case time(DecimalNumber)
}

/// A point of the frame. Both parts are in the same unit, or mixed where a plan file says so.
package struct PointReference: Hashable, Sendable {
  package var x: Coordinate
  package var y: Coordinate

  package init(x: Coordinate, y: Coordinate) {
    self.x = x
    self.y = y
  }
}

/// One coordinate of a point; the origin is top left, y grows downwards.
package enum Coordinate: Hashable, Sendable {
  /// In [0, 1], of the width or height.
  case fraction(Double)
  /// A pixel of the parsed video counted from 0, meaning its centre: (value + 0.5) ÷ width.
  case pixel(Int)
}

/// What the create call says, but for what only the run can give.
package struct TaskRequest: Hashable, Sendable {
  /// `model_name`; `nil` leaves the field out (`model none`).
  package var model: String?
  package var images: [ImageReference]
  package var prompt: String
  /// `negative_prompt`; `nil` leaves the field out.
  package var negativePrompt: String?
  package var quality: Quality
  package var duration: TaskDuration
  /// `watermark_info.enabled`; `nil` leaves the field out.
  package var watermark: Bool?
  package var callbackURL: String?
  /// The author's `id`; `nil` lets kedit derive one from the fingerprint.
  package var externalTaskID: String?

  package init(
    model: String?, images: [ImageReference], prompt: String, negativePrompt: String?,
    quality: Quality, duration: TaskDuration, watermark: Bool?, callbackURL: String?,
    externalTaskID: String?
  ) {
    self.model = model
    self.images = images
    self.prompt = prompt
    self.negativePrompt = negativePrompt
    self.quality = quality
    self.duration = duration
    self.watermark = watermark
    self.callbackURL = callbackURL
    self.externalTaskID = externalTaskID
  }
}

/// The API's `mode`.
package enum Quality: String, Hashable, Sendable, CaseIterable {
  case std
  case pro
}

/// The API's `duration`, a string there.
package enum TaskDuration: String, Hashable, Sendable, CaseIterable {
  case five = "5"
  case ten = "10"
  /// What the length of the video asks for, known when init has answered.
  case auto
}
