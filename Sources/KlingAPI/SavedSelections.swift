package import OrderedJSON
import PlainText

/// Masks that were kept in a file: a whole answer to add-selection or delete-selection, any part of
/// one, or what a preview tracked, frame by frame.
package struct SavedSelections: Hashable, Sendable {
  /// Why a file is none of these, in one line.
  package struct Fault: Error, Hashable, Sendable {
    package let message: String
  }

  /// One or more, in the order of the file.
  package let frames: [SelectionAnswer]

  /// Reads masks as leniently as answers are read (`api/multi-elements.md`, ruling 6).
  ///
  /// - Throws: `Fault`; an answer that tells of a failure is one too.
  package init(_ json: JSON) throws(Fault) {
    do throws(MalformedAnswer) {
      frames = try Self.frames(json, path: "the file")
    } catch {
      throw Fault(message: error.description { $0 })
    }
  }

  private static func frames(
    _ json: JSON, path: String
  ) throws(MalformedAnswer) -> [SelectionAnswer] {
    if let elements = json.array, elements.count != 1 || elements[0].array != nil {
      return try list(elements, path)
    }
    let reader = try FieldReader(json, path: path)
    let object = reader.value
    if object["code"] != nil || object["data"] != nil { return try envelope(reader) }
    if object["res"] != nil || object["session_id"] != nil {
      return [try SelectionAnswer(reader)]
    }
    if object["frames"] != nil {
      return try reader.objects("frames").map { frame throws(MalformedAnswer) in
        try SelectionAnswer.ofFrame(frame)
      }
    }
    if object["rle_mask_list"] != nil { return [try SelectionAnswer.ofFrame(reader)] }
    return [SelectionAnswer(masks: [try SelectionAnswer.Mask(loose: reader, number: 0)])]
  }

  /// What the service answered, if it was a success.
  private static func envelope(
    _ reader: FieldReader
  ) throws(MalformedAnswer) -> [SelectionAnswer] {
    let code = try reader.optionalInt("code") ?? 0
    guard code == 0 else {
      let message = try reader.optionalText("message").map { ": " + harmless($0, limit: 200) }
      throw MalformedAnswer("the answer is a refusal, code \(code)\(message ?? "")")
    }
    guard let data = try reader.optionalObject("data") else {
      throw MalformedAnswer("the answer has no data, and so no mask")
    }
    if let status = try data.optionalInt("status"), status != 0 {
      throw MalformedAnswer("the service rejected the selection, status \(status)")
    }
    return [try SelectionAnswer(data)]
  }

  /// Frames, or the objects of one.
  private static func list(
    _ elements: [JSON], _ path: String
  ) throws(MalformedAnswer) -> [SelectionAnswer] {
    let readers = try FieldReader.objects(elements, path: path)
    guard let first = readers.first else { throw MalformedAnswer("\(path) is an empty list") }
    if first.value["rle_mask_list"] != nil {
      return try readers.map { frame throws(MalformedAnswer) in
        try SelectionAnswer.ofFrame(frame)
      }
    }
    var masks: [SelectionAnswer.Mask] = []
    for reader in readers {
      masks.append(try SelectionAnswer.Mask(loose: reader, number: masks.count))
    }
    return [SelectionAnswer(masks: masks)]
  }
}

extension SelectionAnswer {
  /// Masks of a frame that is not known.
  fileprivate init(masks: [Mask]) {
    self.init(sessionID: nil, units: nil, frameIndex: nil, masks: masks)
  }
}

extension SelectionAnswer.Mask {
  /// An object of an answer, or run lengths alone.
  fileprivate init(loose reader: FieldReader, number: Int) throws(MalformedAnswer) {
    if reader.value["rle_mask"] != nil || reader.value["png_mask"] != nil {
      try self.init(reader, number: number)
    } else if reader.value["counts"] != nil || reader.value["size"] != nil {
      self.init(objectID: number, runLengths: try SelectionAnswer.RunLengths(reader))
    } else {
      throw MalformedAnswer(
        "\(reader.path) holds no mask: neither 'size' and 'counts' nor an answer with 'rle_mask_list'"
      )
    }
  }
}
