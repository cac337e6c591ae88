import KEditPlan
import KEditSyntax

/// What a file says, statement by statement: texts decoded, numbers read, names not yet resolved.
struct SpecFile: Sendable {
  var videos: [VideoDeclaration] = []
  var images: [ImageDeclaration] = []
  /// The options given with `set`, each once.
  var settings: [OptionSetting] = []
  /// The prompts given with `template`, by the verb.
  var templates: [Keyword: SpecText] = [:]
  var edits: [EditStatement] = []

  /// Every text that may name a local file.
  var mediaTexts: [(SpecText, ReferencedFile.Kind)] {
    var texts: [(SpecText, ReferencedFile.Kind)] = videos.compactMap {
      if case .text(let text) = $0.source { (text, .video) } else { nil }
    }
    texts += images.compactMap { image in image.source.map { ($0, .image) } }
    for edit in edits {
      if case .text(let text) = edit.video { texts.append((text, .video)) }
      for element in edit.elements {
        if case .text(let text) = element.image { texts.append((text, .image)) }
      }
    }
    return texts
  }
}

/// A quoted text of the file.
struct SpecText: Hashable, Sendable {
  let literal: TextLiteral
  /// Quotes included.
  let span: Span

  /// The characters; `nil` where a placeholder stands in it or it is faulty inside.
  var plain: String? { literal.issues.isEmpty ? literal.plain : nil }
}

/// A name with its place.
struct SpecName: Hashable, Sendable {
  let text: String
  let span: Span
}

struct VideoDeclaration: Sendable {
  enum Source: Sendable {
    case text(SpecText)
    case id(SpecText)
    /// Missing or a placeholder: reported already.
    case unknown
  }

  let name: SpecName?
  let source: Source
  /// The word `video`.
  let keywordSpan: Span
}

struct ImageDeclaration: Sendable {
  let name: SpecName?
  /// `nil` where it is missing or a placeholder: reported already.
  let source: SpecText?
}

/// What a clause names: a declared thing or a text in its place.
enum Operand: Hashable, Sendable {
  case name(SpecName)
  case text(SpecText)
  /// Missing or a placeholder: reported already.
  case unknown
}

/// An option with its value, as a clause or behind `set`.
struct OptionSetting: Sendable {
  enum Value: Hashable, Sendable {
    case word(String)
    case number(String)
    case text(SpecText)
    /// Missing or a placeholder: reported already.
    case unknown
  }

  let option: Keyword
  let value: Value
  /// The option's word.
  let keywordSpan: Span
  let valueSpan: Span
}

/// What comes in, and from which image.
struct EditElement: Sendable {
  let text: SpecText?
  let image: Operand
}

/// The points marked on a frame by one `at`.
struct Mark: Sendable {
  struct Point: Sendable {
    /// `nil` where it cannot be told: reported already.
    let value: PointReference?
    let span: Span
  }

  /// `nil` where it cannot be told: reported already.
  let frame: FrameReference?
  let frameSpan: Span
  let points: [Point]
}

struct EditStatement: Sendable {
  var verb: Keyword
  /// The first word of the statement, `then` or the verb.
  var start: Span
  var verbSpan: Span
  /// The word `then`, where it stands.
  var then: Span?
  var target: SpecText?
  var elements: [EditElement] = []
  var video: Operand?
  var videoSpan: Span?
  var marks: [Mark] = []
  var place: SpecText?
  var name: SpecName?
  var save: SpecText?
  var taskID: SpecText?
  var options: [OptionSetting] = []
  /// Whether the parser or the reader found a fault in it, which may be why something is missing.
  var hasFault = false

  var mode: EditMode {
    switch verb {
    case .swap: .swap
    case .add: .addition
    default: .removal
    }
  }
}
