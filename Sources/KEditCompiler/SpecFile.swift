import KEditPlan
import KEditSyntax

/// What a file and its includes say, statement by statement: texts decoded, numbers read, names not
/// yet resolved, parameters not yet filled in.
///
/// Parts of which an edit has several lie in one list for the file, and the edit has a range of it:
/// a large file is a few pieces of memory.
struct SpecFile: Sendable {
  var videos: [VideoDeclaration] = []
  var images: [ImageDeclaration] = []
  var parameters: [ParameterDeclaration] = []
  /// Where a parameter is used, in the order of reading.
  var parameterUses: [ParameterUse] = []
  /// The options given with `set`, each once, in force for the file.
  var settings: [OptionSetting] = []
  /// The prompts given with `template`, by the verb.
  var templates: [Keyword: SpecText] = [:]
  var edits: [EditStatement] = []
  /// Whether a statement could not be understood, so that what seems missing may stand in it.
  var hasUnreadStatement = false
  /// Whether a file is missing, or a part of one, that may have given names, which is reported.
  var isIncomplete = false
  /// The words of statements with a fault: names that may have been meant to be used there.
  var doubtfulNames: Set<String> = []
  /// Whether an image lacks its name, so that a name not known may be its.
  var hasNamelessImage = false

  var elements: [EditElement] = []
  var marks: [Mark] = []
  var points: [Mark.Point] = []
  var options: [OptionSetting] = []

  /// Takes the memory for the edits of a file at once: a list that grows is copied again and again,
  /// into memory that the system has to clear each time.
  mutating func reserveCapacity(forEditsOf tree: SyntaxTree) {
    let counts = tree.nodeCounts
    func count(_ kind: NodeKind) -> Int { counts[Int(kind.rawValue)] }
    edits.reserveCapacity(count(.edit))
    elements.reserveCapacity(count(.element))
    marks.reserveCapacity(count(.atClause))
    points.reserveCapacity(count(.point))
    options.reserveCapacity(count(.option))
  }

  /// Every text that may name a local file.
  func forEachMediaText(_ body: (SpecText, ReferencedFile.Kind) -> Void) {
    for video in videos {
      if case .text(let text) = video.source { body(text, .video) }
    }
    for image in images {
      if let text = image.source { body(text, .image) }
    }
    for edit in edits {
      if case .text(let text) = edit.video { body(text, .video) }
    }
    for element in elements {
      if case .text(let text) = element.image { body(text, .image) }
    }
  }
}

/// A text of the file, quoted or a placeholder in its place.
struct SpecText: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case plain(String)
    /// With placeholders in it, or nothing but one.
    case composed([TextLiteral.Segment])
    /// Faulty inside, which is reported.
    case faulty
  }

  let content: Content
  /// Quotes included.
  let place: Place
}

/// A name with its place.
struct SpecName: Hashable, Sendable {
  let text: String
  let place: Place
}

struct VideoDeclaration: Sendable {
  enum Source: Sendable {
    case text(SpecText)
    case id(SpecText)
    /// Missing: reported already.
    case unknown
  }

  let name: SpecName?
  let source: Source
  /// The word `video`.
  let keyword: Place
}

struct ImageDeclaration: Sendable {
  let name: SpecName?
  /// `nil` where it is missing: reported already.
  let source: SpecText?
}

struct ParameterDeclaration: Sendable {
  let name: SpecName
  /// The default.
  let standard: GivenValue?
  /// Whether the default is faulty, which is reported: nothing is concluded from it.
  let isFaulty: Bool
}

/// The use of a parameter, and what it may stand for there.
struct ParameterUse: Sendable {
  let name: SpecName
  let fitting: ParameterKinds
  /// Whether it stands in a prompt, where a slot may have been meant.
  let isInPrompt: Bool
}

/// What a clause names: a declared thing or a text in its place.
enum Operand: Hashable, Sendable {
  case name(SpecName)
  case text(SpecText)
  /// Missing: reported already.
  case unknown
}

/// An option with its value, as a clause or behind `set`.
struct OptionSetting: Sendable {
  enum Value: Hashable, Sendable {
    case word(String)
    case number(String)
    case text(SpecText)
    case parameter(String)
    /// Missing: reported already.
    case unknown
  }

  let option: Keyword
  let value: Value
  /// The option's word.
  let keyword: Place
  let valuePlace: Place
}

/// What comes in, and from which image.
struct EditElement: Sendable {
  let text: SpecText?
  let image: Operand
}

/// The points marked on a frame by one `at`.
struct Mark: Sendable {
  enum Moment: Sendable {
    case frame(FrameReference)
    /// A parameter for the whole of it.
    case parameter(String)
    /// `frame {name}`.
    case frameParameter(String)
    /// It cannot be told: reported already.
    case unknown
  }

  enum Part: Sendable {
    case coordinate(Coordinate, NumberShape)
    case parameter(String)
    /// Pixels without their unit, beside a parameter: reported already.
    case barePixels
    case unknown
  }

  struct Point: Sendable {
    enum Value: Sendable {
      case parts(Part, Part)
      case parameter(String)
    }

    let value: Value
    let place: Place
    /// Where the two parts stand.
    let parts: (x: Place, y: Place)
  }

  let moment: Moment
  let momentPlace: Place
  /// Of the file's points.
  let points: Range<Int>
}

struct EditStatement: Sendable {
  var verb: Keyword
  /// The first word of the statement, `then` or the verb.
  var start: Place
  var verbPlace: Place
  /// The word `then`, where it stands.
  var then: Place?
  var target: SpecText?
  var video: Operand?
  var videoPlace: Place?
  var place: SpecText?
  var name: SpecName?
  var save: SpecText?
  var taskID: SpecText?
  var elements: Range<Int> = 0..<0
  var marks: Range<Int> = 0..<0
  var options: Range<Int> = 0..<0
  /// Whether the parser or the reader found a fault in it, which may be why something is missing.
  var hasFault = false

  /// Whether its result is given no name and no file.
  var isKeptNowhere: Bool { name == nil && save == nil }

  var mode: EditMode {
    switch verb {
    case .swap: .swap
    case .add: .addition
    default: .removal
    }
  }
}
