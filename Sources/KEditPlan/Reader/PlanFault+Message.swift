import PlainText

extension PlanFault {
  /// What is wrong and what would be right, in one line. Text of the file is quoted with what a
  /// terminal could act on made harmless.
  package var message: String { kind.message }
}

extension PlanFault.Kind {
  fileprivate var message: String {
    switch self {
    case .json(let words): "this is not JSON: \(words)"
    case .type(let expected, let found): "\(expected) is expected here, not \(found)"
    case .unknownMember(let name, let allowed):
      "there is no member \(quoted(name)) here; known are \(list(allowed))"
    case .missingMember(let name): "the member \(quoted(name)) is missing"
    case .word(let expected, let found):
      "\(quoted(found)) cannot stand here; \(list(expected, "or")) is expected"
    case .format(let found):
      "the format \(quoted(found)) is not known; this kedit reads \(quoted(PlanFormat.version))"
    case .wholeNumber(let least, let found):
      "a whole number from \(least) on is expected, not \(found.prefix(40))"
    case .hash: "a SHA-256 is 64 digits, 0 to 9 and a to f"
    case .sourceName: "the source is named by its file name alone, without a folder"
    case .name(let name):
      "\(quoted(name)) is no name; names are letters, digits, \"_\" and \"-\""
    case .repeatedName(let name, let first):
      "the name \(quoted(name)) is taken by the edit at \(first)"
    case .step(let expected, let found): stepMessage(expected: expected, found: found)
    case .oneSource: "exactly one of \"video_id\" and \"video_url\" names the video"
    case .placeholder(let text, let expected):
      "\(quoted(text)) cannot stand here; of placeholders only \(list(expected, "or")) can"
    case .emptyText: "the text is empty"
    case .localPath: "the path of a local file cannot be empty or have a NUL in it"
    case .fileNotListed(let path):
      "\(quoted(path)) must be listed in \"files\" of this step, with its SHA-256"
    case .fileNotUsed(let path):
      "\(quoted(path)) is not used by this step, or is listed twice"
    case .url(let fault): fault.message
    case .wrongExtension(let letters, .video):
      "the service takes .mp4 and .mov videos, not .\(harmless(letters, limit: 80))"
    case .wrongExtension(let letters, .image):
      "the service takes .jpg, .jpeg and .png images, not .\(harmless(letters, limit: 80))"
    case .identifier(let fault): fault.message
    case .repeatedTaskID(let id, let first):
      "the id \(quoted(id)) is taken by the edit at \(first)"
    case .selection(let fault): fault.message
    case .imageCount(let count, let mode): imageCountMessage(count, mode: mode)
    case .prompt(let fault): fault.message
    case .negativePromptTooLong(let scalars): lengthMessage("negative prompt", scalars: scalars)
    case .save(let fault): fault.message
    case .saveForm(let expected): "the name in its plain form is \(quoted(expected))"
    case .saveTaken(let first): "this file is written by the edit at \(first) already"
    case .unknownEdit(let name): "there is no edit \(quoted(name)) in this plan"
    case .dependsOn(let expected):
      "by its \"video_id\" this edit depends on \(expected.isEmpty ? "none" : list(expected))"
    case .circle(let names): "these edits need each other's results: \(list(names))"
    case .estimate(let expected):
      "the estimate is \(expected.min) to \(expected.max) units; write it, or compile the spec again"
    case .fingerprint: "the edit was changed after the plan was made: its fingerprint does not fit"
    }
  }

  private func stepMessage(expected: [String], found: String?) -> String {
    switch (expected.isEmpty, found) {
    case (true, _): "nothing can follow the step \"download\""
    case (false, nil): "the step \(list(expected, "or")) is missing"
    case (false, let found?):
      "the step \(list(expected, "or")) must stand here, not \(quoted(found))"
    }
  }

  private func imageCountMessage(_ count: Int, mode: EditMode) -> String {
    switch mode {
    case .removal: "a removal takes no image: leave \"image_list\" out"
    case .swap: "a swap takes exactly one image, not \(count)"
    case .addition: "an addition takes one or two images, not \(count)"
    }
  }
}

private func lengthMessage(_ what: String, scalars: Int) -> String {
  "the \(what) has \(scalars) characters; the service takes \(Limits.promptScalars)"
}

private func quoted(_ text: String) -> String { "\"\(harmless(text, limit: 80))\"" }

private func list(_ words: [String], _ conjunction: String = "and") -> String {
  guard let last = words.last, words.count > 1 else { return words.map(quoted).joined() }
  return words.dropLast().map(quoted).joined(separator: ", ") + " \(conjunction) \(quoted(last))"
}

extension WebURL.Fault {
  fileprivate var message: String {
    switch self {
    case .noScheme: "a URL begins with https:// or http://"
    case .data: "a data: URL is not taken: give an https:// URL, or ${base64(PATH)}"
    case .scheme(let name): "a URL begins with https:// or http://, not \(quoted(name + ":"))"
    case .noHost: "the URL has no host"
    case .character(let scalar, let offset):
      "the character \(named(scalar)) (byte \(offset)) cannot stand in a URL; percent-encode it"
    case .percentEscape(let offset):
      "the % (byte \(offset)) has no two hexadecimal digits behind it"
    case .port: "the port of the URL is no number up to 65535"
    }
  }
}

extension ExternalTaskIDRules.Fault {
  fileprivate var message: String {
    switch self {
    case .empty: "an id cannot be empty"
    case .placeholder: "an id cannot begin with \"${\""
    case .character(let scalar, let offset):
      "the character \(named(scalar)) (byte \(offset)) cannot stand in an id"
    case .dotSegment: "\".\" and \"..\" cannot be ids"
    }
  }
}

extension SavePath.Fault {
  fileprivate var message: String {
    switch self {
    case .empty: "the file name is empty"
    case .outside: "the file lies outside the output folder"
    case .folder: "this names a folder, not a file"
    case .character(let scalar, let offset):
      "the character \(named(scalar)) (byte \(offset)) cannot stand in a file name"
    case .tooLong: "the path is too long: 200 bytes between two \"/\", 1,000 together"
    }
  }
}

extension SelectionFault {
  fileprivate var message: String {
    switch self {
    case .missing: "removals and swaps need a marked point: an \"add\" step is missing"
    case .tooManyFrames(let count):
      "\(count) frames are marked; the service takes \(Limits.frames)"
    case .noPoints: "there is no point on this frame"
    case .tooManyPoints(_, let count):
      "there are \(count) points on this frame; the service takes \(Limits.pointsPerFrame)"
    case .repeatedFrame: "this frame is marked by a step before: put all its points there"
    case .repeatedPoint(_, _, let first): "this point is the same as point \(first + 1)"
    case .coordinateOutside(_, _, let axis): "\(axis.rawValue) must lie between 0 and 1"
    case .negativeFrame: "frames count from 0"
    }
  }
}

extension PromptFault {
  fileprivate var message: String {
    switch self {
    case .empty: "the prompt is empty"
    case .tooLong(let scalars): lengthMessage("prompt", scalars: scalars)
    case .missingVideo: "the prompt must contain <<<video_1>>>"
    case .missingImage(let number): "the prompt must contain <<<image_\(number)>>>"
    case .unknownReference(let reference):
      switch reference.target {
      case .video: "<<<video_1>>> does not stand for anything here"
      case .image(let number): "there is no image \(number) for <<<image_\(number)>>>"
      case .unknown(let name): "<<<\(harmless(name, limit: 80))>>> does not stand for anything"
      }
    }
  }
}

private func named(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
