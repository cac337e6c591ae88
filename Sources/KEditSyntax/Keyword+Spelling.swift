extension Keyword {
  /// The word as it is written.
  package var spelling: String { staticSpelling.description }

  private var staticSpelling: StaticString {
    switch self {
    case .kedit: "kedit"
    case .include: "include"
    case .video: "video"
    case .image: "image"
    case .param: "param"
    case .template: "template"
    case .set: "set"
    case .then: "then"
    case .remove: "remove"
    case .swap: "swap"
    case .add: "add"
    case .in: "in"
    case .at: "at"
    case .onto: "onto"
    case .as: "as"
    case .save: "save"
    case .id: "id"
    case .mode: "mode"
    case .duration: "duration"
    case .language: "language"
    case .prompt: "prompt"
    case .negative: "negative"
    case .callback: "callback"
    case .watermark: "watermark"
    case .preview: "preview"
    case .model: "model"
    case .for: "for"
    case .from: "from"
    case .and: "and"
    case .frame: "frame"
    case .point: "point"
    case .points: "points"
    }
  }
}

extension Keyword {
  /// The keyword with exactly these bytes.
  ///
  /// Length and first letters leave one candidate, so that a word is compared once at most.
  init?(_ bytes: Swift.Span<UInt8>) {
    guard bytes.count >= 2 else { return nil }
    let word = (bytes.count, Unicode.Scalar(bytes[0]), Unicode.Scalar(bytes[1]))
    guard let candidate = Self.candidate(word.0, word.1, word.2),
      candidate.isSpelled(bytes)
    else { return nil }
    self = candidate
  }

  private func isSpelled(_ bytes: Swift.Span<UInt8>) -> Bool {
    let spelling = staticSpelling
    guard spelling.utf8CodeUnitCount == bytes.count else { return false }
    for index in bytes.indices where spelling.utf8Start[index] != bytes[index] { return false }
    return true
  }

  private static func candidate(
    _ length: Int, _ first: Unicode.Scalar, _ second: Unicode.Scalar
  ) -> Keyword? {
    switch (length, first) {
    case (2, "a"): second == "t" ? .at : .as
    case (2, "i"): second == "n" ? .in : .id
    case (3, "a"): second == "d" ? .add : .and
    case (3, "f"): .for
    case (3, "s"): .set
    case (4, "f"): .from
    case (4, "m"): .mode
    case (4, "o"): .onto
    case (4, "s"): second == "a" ? .save : .swap
    case (4, "t"): .then
    case (5, "f"): .frame
    case (5, "i"): .image
    case (5, "k"): .kedit
    case (5, "m"): .model
    case (5, "p"): second == "o" ? .point : .param
    case (5, "v"): .video
    case (6, "p"): second == "o" ? .points : .prompt
    case (6, "r"): .remove
    case (7, "i"): .include
    case (7, "p"): .preview
    case (8, "c"): .callback
    case (8, "d"): .duration
    case (8, "l"): .language
    case (8, "n"): .negative
    case (8, "t"): .template
    case (9, "w"): .watermark
    default: nil
    }
  }
}
