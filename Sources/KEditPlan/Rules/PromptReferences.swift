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
    prompt.utf8.withContiguousStorageIfAvailable { find(in: $0.span) }
      ?? find(in: Array(prompt.utf8).span)
  }

  private static func find(in prompt: Span<UInt8>) -> [PromptReference] {
    var references: [PromptReference] = []
    var openings = 0
    var closings = 0
    /// Where the content begins, and the scalars before it.
    var content: (utf8: Int, scalar: Int)?
    var scalar = 0
    for utf8 in prompt.indices {
      let byte = prompt[utf8]
      if byte.beginsScalar { scalar += 1 }
      switch byte {
      case UInt8(ascii: "<"):
        openings += 1
        closings = 0
        content = openings >= 3 ? (utf8 + 1, scalar) : nil
      case UInt8(ascii: ">"):
        closings += 1
        openings = 0
        guard closings == 3, let found = content else { continue }
        references.append(
          PromptReference(
            target: target(named: prompt.extracting(found.utf8..<utf8 - 2)),
            utf8Range: found.utf8 - 3..<utf8 + 1, scalarRange: found.scalar - 3..<scalar))
        content = nil
      default:
        if closings > 0 { content = nil }
        openings = 0
        closings = 0
      }
    }
    return references
  }

  /// Every fault of a prompt for an edit with that many images.
  package static func faults(of prompt: String, imageCount: Int) -> [PromptFault] {
    prompt.utf8.withContiguousStorageIfAvailable { faults(ofUTF8: $0.span, imageCount: imageCount) }
      ?? faults(ofUTF8: Array(prompt.utf8).span, imageCount: imageCount)
  }

  /// Every fault of a prompt, given as its UTF-8, for an edit with that many images.
  package static func faults(ofUTF8 prompt: Span<UInt8>, imageCount: Int) -> [PromptFault] {
    if prompt.isEmpty { return [.empty] }
    var faults: [PromptFault] = []
    if let scalars = excessiveLength(ofUTF8: prompt) { faults.append(.tooLong(scalars: scalars)) }
    let references = find(in: prompt)
    func isNamed(_ target: PromptReference.Target) -> Bool {
      references.contains { $0.target == target }
    }
    if !isNamed(.video) { faults.append(.missingVideo) }
    for image in 1..<imageCount + 1 where !isNamed(.image(image)) {
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
    if text.utf8.count <= Limits.promptScalars { return nil }
    let scalars = text.unicodeScalars.count
    return scalars > Limits.promptScalars ? scalars : nil
  }

  /// The number of scalars of a prompt, positive or negative, where they are too many.
  package static func excessiveLength(ofUTF8 text: Span<UInt8>) -> Int? {
    if text.count <= Limits.promptScalars { return nil }
    var scalars = 0
    for index in text.indices where text[index].beginsScalar { scalars += 1 }
    return scalars > Limits.promptScalars ? scalars : nil
  }

  private static func target(named name: Span<UInt8>) -> PromptReference.Target {
    if name.isASCII("video_1") { return .video }
    // The number as it is written: one with a zero or a sign before it is another name.
    if name.count > 6, name.extracting(..<6).isASCII("image_"), name[6] != UInt8(ascii: "0"),
      name.extracting(6...).isDigits,
      let number = DecimalNumber(utf8: name.extracting(6...))?.roundedDown
    {
      return .image(number)
    }
    return .unknown(String(decoding: name.indices.map { name[$0] }, as: UTF8.self))
  }
}

extension UInt8 {
  /// Whether a Unicode scalar begins with it, in UTF-8.
  fileprivate var beginsScalar: Bool { self & 0xC0 != 0x80 }

  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}

extension Span<UInt8> {
  fileprivate func isASCII(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in indices where self[index] != text.utf8Start[index] { return false }
    return true
  }

  fileprivate var isDigits: Bool {
    for index in indices where !self[index].isDigit { return false }
    return !isEmpty
  }
}
