/// A `<<<…>>>` of a prompt, by which the service knows what the words are about.
package struct PromptReference: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// `<<<video_1>>>`.
    case video
    /// `<<<image_n>>>`, n counted from 1, whether there is such an image or not.
    case image(Int)
    /// Anything else between the brackets; the text between them.
    case unknown(String)
  }

  package let target: Target
  /// Brackets included, in bytes of the prompt's UTF-8.
  package let utf8Range: Range<Int>
  /// Brackets included, in Unicode scalars of the prompt.
  package let scalarRange: Range<Int>
}

/// What is wrong with the final text of a prompt.
package enum PromptFault: Hashable, Sendable {
  case empty
  /// More than `Limits.promptScalars` Unicode scalars.
  case tooLong(scalars: Int)
  /// `<<<video_1>>>` is not in it.
  case missingVideo
  /// `<<<image_n>>>` is not in it, though the edit has that image; n from 1.
  case missingImage(Int)
  /// A reference to what the edit does not have: `<<<image_3>>>`, `<<<video_2>>>`, `<<<dog>>>`.
  case unknownReference(PromptReference)
}

/// Finds and judges the references of prompts (`api/multi-elements.md`, "Create").
package enum PromptReferences {
  /// All references, in order. One begins at the last `<<<` before a `>>>` with neither `<` nor `>`
  /// between them; brackets that do not pair are plain text, as they are to the service.
  package static func find(in prompt: String) -> [PromptReference] {
    var references: [PromptReference] = []
    var openings = 0
    var closings = 0
    var content: (scalar: Int, utf8: Int, text: String.UnicodeScalarView)?
    var scalar = 0
    var utf8 = 0
    for next in prompt.unicodeScalars {
      scalar += 1
      utf8 += UTF8.width(next)
      switch next {
      case "<":
        openings += 1
        closings = 0
        content = openings >= 3 ? (scalar, utf8, String.UnicodeScalarView()) : nil
      case ">":
        closings += 1
        openings = 0
        guard closings == 3, let found = content else { continue }
        references.append(
          PromptReference(
            target: target(named: String(found.text)), utf8Range: found.utf8 - 3..<utf8,
            scalarRange: found.scalar - 3..<scalar))
        content = nil
      default:
        if closings > 0 { content = nil }
        openings = 0
        closings = 0
        content?.text.append(next)
      }
    }
    return references
  }

  /// Every fault of a prompt for an edit with that many images.
  package static func faults(of prompt: String, imageCount: Int) -> [PromptFault] {
    if prompt.isEmpty { return [.empty] }
    var faults: [PromptFault] = []
    let scalars = prompt.unicodeScalars.count
    if scalars > Limits.promptScalars { faults.append(.tooLong(scalars: scalars)) }
    let references = find(in: prompt)
    let targets = Set(references.map(\.target))
    if !targets.contains(.video) { faults.append(.missingVideo) }
    for image in 1..<imageCount + 1 where !targets.contains(.image(image)) {
      faults.append(.missingImage(image))
    }
    for reference in references {
      switch reference.target {
      case .video: continue
      case .image(let number) where number <= imageCount: continue
      case .image, .unknown: faults.append(.unknownReference(reference))
      }
    }
    return faults
  }

  /// The number of scalars of a negative prompt where they are too many.
  package static func excessiveLength(ofNegativePrompt text: String) -> Int? {
    let scalars = text.unicodeScalars.count
    return scalars > Limits.promptScalars ? scalars : nil
  }

  private static func target(named name: String) -> PromptReference.Target {
    if name == "video_1" { return .video }
    let prefix = "image_"
    if name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), number > 0,
      "\(prefix)\(number)" == name
    {
      return .image(number)
    }
    return .unknown(name)
  }
}
