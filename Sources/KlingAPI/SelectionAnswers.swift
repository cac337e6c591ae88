package import OrderedJSON

/// What init-selection found out about a video, and the session it opened for 24 hours.
package struct ParsedVideo: Hashable, Sendable {
  package let sessionID: String
  package let units: String?
  /// Frames per second by their exact text, for times are turned into frames in decimals.
  package let framesPerSecond: JSONNumber
  /// The length in milliseconds by its exact text; usually a whole number.
  package let durationMilliseconds: JSONNumber
  /// In pixels.
  package let width: Int
  /// In pixels.
  package let height: Int
  package let frameCount: Int
  /// The URL of the video as the service will work on it.
  package let normalizedVideo: String?

  /// How long a session lives (`api/multi-elements.md`, "Limits of the input").
  package static let sessionLifetime = Duration.seconds(24 * 3600)

  /// Whether a session of that age may be at its end before it is marked and used.
  package static func mayHaveEnded(after age: Duration) -> Bool {
    age > sessionLifetime - .seconds(3600)
  }

  /// A video as it was told of before, from a journal.
  package init(
    sessionID: String, units: String?, framesPerSecond: JSONNumber,
    durationMilliseconds: JSONNumber,
    width: Int, height: Int, frameCount: Int, normalizedVideo: String?
  ) {
    self.sessionID = sessionID
    self.units = units
    self.framesPerSecond = framesPerSecond
    self.durationMilliseconds = durationMilliseconds
    self.width = width
    self.height = height
    self.frameCount = frameCount
    self.normalizedVideo = normalizedVideo
  }

  init(_ data: FieldReader) throws(MalformedAnswer) {
    sessionID = try data.id("session_id")
    units = try data.optionalText("final_unit_deduction")
    framesPerSecond = try data.number("fps")
    durationMilliseconds = try data.number("original_duration")
    width = try data.int("width")
    height = try data.int("height")
    frameCount = try data.int("total_frame")
    normalizedVideo = try data.optionalText("normalized_video")
  }
}

/// The masks of one frame after add-selection or delete-selection.
package struct SelectionAnswer: Hashable, Sendable {
  /// A mask as COCO's compressed run lengths (`api/multi-elements.md`, Masks).
  package struct RunLengths: Hashable, Sendable {
    /// As documented `[height, width]`; ruling 2 says when it is the other way round.
    package let size: [Int]
    package let counts: String

    package init(size: [Int], counts: String) {
      self.size = size
      self.counts = counts
    }
  }

  /// A mask as a picture.
  package struct Picture: Hashable, Sendable {
    package let size: [Int]
    package let base64: String
  }

  package struct Mask: Hashable, Sendable {
    package let objectID: Int
    package let runLengths: RunLengths?
    package let picture: Picture?

    package init(objectID: Int, runLengths: RunLengths?, picture: Picture? = nil) {
      self.objectID = objectID
      self.runLengths = runLengths
      self.picture = picture
    }
  }

  package let sessionID: String?
  package let units: String?
  package let frameIndex: Int?
  package let masks: [Mask]

  /// What is marked on a frame, without what surrounds it on the wire.
  package init(frameIndex: Int, masks: [Mask]) {
    self.sessionID = nil
    self.units = nil
    self.frameIndex = frameIndex
    self.masks = masks
  }

  init(sessionID: String?, units: String?, frameIndex: Int?, masks: [Mask]) {
    self.sessionID = sessionID
    self.units = units
    self.frameIndex = frameIndex
    self.masks = masks
  }

  init(_ data: FieldReader) throws(MalformedAnswer) {
    let result = try data.optionalObject("res")
    self.init(
      sessionID: try data.optionalText("session_id"),
      units: try data.optionalText("final_unit_deduction"),
      frameIndex: try result?.optionalInt("frame_index"),
      masks: try result.map { result throws(MalformedAnswer) in try Mask.list(result) } ?? [])
  }

  /// The part of an answer that tells of a frame.
  static func ofFrame(_ result: FieldReader) throws(MalformedAnswer) -> SelectionAnswer {
    SelectionAnswer(
      sessionID: nil, units: nil, frameIndex: try result.optionalInt("frame_index"),
      masks: try Mask.list(result))
  }
}

extension SelectionAnswer.Mask {
  /// The mask in its short form alone, where it has one.
  package var withoutPicture: SelectionAnswer.Mask {
    runLengths == nil
      ? self : SelectionAnswer.Mask(objectID: objectID, runLengths: runLengths, picture: nil)
  }

  fileprivate static func list(
    _ result: FieldReader
  ) throws(MalformedAnswer) -> [SelectionAnswer.Mask] {
    var masks: [SelectionAnswer.Mask] = []
    for element in try result.objects("rle_mask_list") {
      masks.append(try SelectionAnswer.Mask(element, number: masks.count))
    }
    return masks
  }

  /// `number` is its place in the list, where it has no id.
  init(_ element: FieldReader, number: Int) throws(MalformedAnswer) {
    let runLengths = try element.optionalObject("rle_mask")
    let picture = try element.optionalObject("png_mask")
    self.init(
      objectID: try element.optionalInt("object_id") ?? number,
      runLengths: try runLengths.map { reader throws(MalformedAnswer) in
        try SelectionAnswer.RunLengths(reader)
      },
      picture: try picture.map { reader throws(MalformedAnswer) in
        let (height, width) = try reader.pair("size")
        return SelectionAnswer.Picture(size: [height, width], base64: try reader.text("base64"))
      })
  }
}

extension SelectionAnswer.RunLengths {
  init(_ reader: FieldReader) throws(MalformedAnswer) {
    let (height, width) = try reader.pair("size")
    self.init(size: [height, width], counts: try reader.text("counts"))
  }
}

/// What clear-selection says.
package struct ClearAnswer: Hashable, Sendable {
  package let sessionID: String?
  package let units: String?

  init(_ data: FieldReader) throws(MalformedAnswer) {
    sessionID = try data.optionalText("session_id")
    units = try data.optionalText("final_unit_deduction")
  }
}

/// Where the rendered preview of a selection lies; URLs that need no key and accept none.
package struct PreviewAnswer: Hashable, Sendable {
  package let units: String?
  /// The video with the masks painted over it.
  package let video: String?
  /// A still of that video.
  package let cover: String?
  /// The mask of each frame.
  package let trackingOutput: String?

  init(_ data: FieldReader) throws(MalformedAnswer) {
    units = try data.optionalText("final_unit_deduction")
    let result = try data.optionalObject("res")
    video = try result?.optionalText("video")
    cover = try result?.optionalText("video_cover")
    trackingOutput = try result?.optionalText("tracking_output")
  }
}
