import KEditPlan
import KEditSyntax

/// Makes the prompt of an edit: the author's, the file's template, or the built-in one.
struct PromptBuilder {
  enum Language: String {
    case en
    case zh
  }

  /// What goes into the slots of one edit.
  struct Slots {
    let mode: EditMode
    /// `nil` where it is not known, here and in the others.
    let target: String?
    /// What comes in, in order.
    let elements: [String?]
    let hasPlace: Bool
    let place: String?

    /// Whether everything is known that the built-in prompt is made of.
    var isComplete: Bool {
      (mode == .addition || target != nil) && elements.allSatisfy { $0 != nil }
        && (!hasPlace || place != nil)
    }
  }

  enum SlotFault: Hashable {
    /// This kind of edit does not have it.
    case notForEdit
    /// It has nothing to stand for here.
    case empty
  }

  /// Puts a template's characters, slots and parameters together, in one pass: what is put in is
  /// not searched again.
  ///
  /// - Returns: the prompt, `nil` where the value of a parameter is not known, and what is wrong
  ///   with the slots.
  static func fill(
    _ segments: [TextLiteral.Segment], _ slots: Slots, _ values: Values
  ) -> (prompt: PromptText?, faults: [(name: String, span: Span, fault: SlotFault)]) {
    var prompt = PromptText()
    var isKnown = true
    var faults: [(name: String, span: Span, fault: SlotFault)] = []
    for segment in segments {
      switch segment {
      case .characters(let characters): prompt.append(characters)
      case .placeholder(let name, let span):
        if !isSlot(name) {
          if let value = values[name] { prompt.append(value.value.words) } else { isKnown = false }
          continue
        }
        switch value(of: name, slots) {
        case .known(let value): prompt.append(value)
        case .notYetKnown: isKnown = false
        case .fault(let fault): faults.append((name, span, fault))
        }
      }
    }
    return (isKnown ? prompt : nil, faults)
  }

  private enum SlotValue {
    case known(String)
    case notYetKnown
    case fault(SlotFault)

    init(_ text: String?) {
      self = text.map { .known($0) } ?? .notYetKnown
    }
  }

  private static func value(of name: String, _ slots: Slots) -> SlotValue {
    let isAddition = slots.mode == .addition
    switch name {
    case "video": return .known("<<<video_1>>>")
    case "target" where !isAddition: return SlotValue(slots.target)
    case "image" where slots.mode != .removal, "image1" where slots.mode != .removal:
      return .known("<<<image_1>>>")
    case "image2" where isAddition && slots.elements.count > 1: return .known("<<<image_2>>>")
    case "element" where slots.mode != .removal && !slots.elements.isEmpty:
      return SlotValue(slots.elements[0])
    case "element2" where isAddition:
      return slots.elements.count > 1 ? SlotValue(slots.elements[1]) : .fault(.empty)
    case "place" where isAddition: return slots.hasPlace ? SlotValue(slots.place) : .fault(.empty)
    default: return .fault(.notForEdit)
    }
  }

  /// Whether a placeholder of that name is a slot.
  static func isSlot(_ name: String) -> Bool { names.contains(name) }

  /// All slots there are.
  static let names = [
    "video", "image", "image1", "image2", "target", "element", "element2", "place",
  ]

  /// The slots that a kind of edit has.
  static func names(for mode: EditMode) -> [String] {
    switch mode {
    case .removal: ["video", "target"]
    case .swap: ["video", "image", "target", "element"]
    case .addition: ["video", "image", "image2", "element", "element2", "place"]
    }
  }

  /// The API's recommended prompt for the edit (`api/multi-elements.md`, "Recommended prompts").
  static func builtIn(_ language: Language, _ slots: Slots) -> PromptText {
    var prompt = PromptText()
    for piece in pieces(language, slots) { prompt.append(piece) }
    return prompt
  }

  private static func pieces(_ language: Language, _ slots: Slots) -> [String] {
    let element = slots.elements.first.flatMap { $0 } ?? ""
    let second = slots.elements.dropFirst().first.flatMap { $0 }
    let target = slots.target ?? ""
    switch (slots.mode, language) {
    case (.removal, .en): return ["Delete ", target, " from <<<video_1>>>"]
    case (.removal, .zh): return ["删除<<<video_1>>>中的", target]
    case (.swap, .en):
      return ["swap ", element, " from <<<image_1>>> for ", target, " from <<<video_1>>>"]
    case (.swap, .zh): return ["使用<<<image_1>>>中的", element, ",替换<<<video_1>>>中的", target]
    case (.addition, .en):
      return [
        "Using the context of <<<video_1>>>, seamlessly add ", element, " from <<<image_1>>>",
      ]
        + (second.map { [" and ", $0, " from <<<image_2>>>"] } ?? [])
        + (slots.place.map { [" onto ", $0] } ?? [])
    case (.addition, .zh):
      return ["基于<<<video_1>>>中的原始内容,以自然生动的方式,将<<<image_1>>>中的", element]
        + (second.map { ["和<<<image_2>>>中的", $0] } ?? []) + [",融入<<<video_1>>>"]
        + (slots.place.map { ["的", $0] } ?? [])
    }
  }
}

extension String {
  /// Whether it is short and has none of the brackets of a reference: a built-in prompt with it has
  /// no fault.
  var isPlainForPrompts: Bool {
    var copy = self
    return copy.withUTF8 { bytes in
      guard bytes.count < Limits.promptScalars / 5 else { return false }
      for byte in bytes where byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
        return false
      }
      return true
    }
  }
}
