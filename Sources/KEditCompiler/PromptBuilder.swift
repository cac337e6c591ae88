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
    let target: String?
    /// What comes in, in order.
    let elements: [String]
    let place: String?
  }

  enum SlotFault: Hashable {
    /// No edit has such a slot: a parameter was meant.
    case unknown
    /// This kind of edit does not have it.
    case notForEdit
    /// It has nothing to stand for here.
    case empty
  }

  /// Puts a template's characters and slots together, in one pass: what is put in is not searched
  /// again.
  static func fill(
    _ literal: TextLiteral, _ slots: Slots
  ) -> (text: String, faults: [(name: String, span: Span, fault: SlotFault)]) {
    var text = ""
    var faults: [(name: String, span: Span, fault: SlotFault)] = []
    for segment in literal.segments {
      switch segment {
      case .characters(let characters): text += characters
      case .placeholder(let name, let span):
        switch value(of: name, slots) {
        case .success(let value): text += value
        case .failure(let fault): faults.append((name, span, fault.fault))
        }
      }
    }
    return (text, faults)
  }

  private struct Missing: Error {
    let fault: SlotFault
  }

  private static func value(of name: String, _ slots: Slots) -> Result<String, Missing> {
    let isAddition = slots.mode == .addition
    func element(_ index: Int) -> Result<String, Missing> {
      slots.elements.indices.contains(index)
        ? .success(slots.elements[index]) : .failure(Missing(fault: .empty))
    }
    switch name {
    case "video": return .success("<<<video_1>>>")
    case "target" where !isAddition: return .success(slots.target ?? "")
    case "image" where slots.mode != .removal, "image1" where slots.mode != .removal:
      return .success("<<<image_1>>>")
    case "image2" where isAddition && slots.elements.count > 1: return .success("<<<image_2>>>")
    case "element" where slots.mode != .removal: return element(0)
    case "element2" where isAddition: return element(1)
    case "place" where isAddition:
      return slots.place.map { .success($0) } ?? .failure(Missing(fault: .empty))
    case let name where names.contains(name): return .failure(Missing(fault: .notForEdit))
    default: return .failure(Missing(fault: .unknown))
    }
  }

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
  static func builtIn(_ language: Language, _ slots: Slots) -> String {
    let element = slots.elements.first ?? ""
    let second = slots.elements.dropFirst().first
    let target = slots.target ?? ""
    switch (slots.mode, language) {
    case (.removal, .en): return "Delete \(target) from <<<video_1>>>"
    case (.removal, .zh): return "删除<<<video_1>>>中的\(target)"
    case (.swap, .en):
      return "swap \(element) from <<<image_1>>> for \(target) from <<<video_1>>>"
    case (.swap, .zh): return "使用<<<image_1>>>中的\(element),替换<<<video_1>>>中的\(target)"
    case (.addition, .en):
      return "Using the context of <<<video_1>>>, seamlessly add \(element) from <<<image_1>>>"
        + (second.map { " and \($0) from <<<image_2>>>" } ?? "")
        + (slots.place.map { " onto \($0)" } ?? "")
    case (.addition, .zh):
      return "基于<<<video_1>>>中的原始内容,以自然生动的方式,将<<<image_1>>>中的\(element)"
        + (second.map { "和<<<image_2>>>中的\($0)" } ?? "") + ",融入<<<video_1>>>"
        + (slots.place.map { "的\($0)" } ?? "")
    }
  }
}
