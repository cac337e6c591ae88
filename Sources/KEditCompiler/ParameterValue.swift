import KEditSyntax

/// What a parameter can stand for.
enum ParameterKind: UInt8, Hashable, Sendable, CaseIterable {
  case text
  case number
  case point
  case moment

  var words: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .point: "a point"
    case .moment: "a moment"
    }
  }

  /// How a value of the kind is written in a file.
  var example: String {
    switch self {
    case .text: "\"the dog\""
    case .number: "12"
    case .point: "(0.5, 0.5)"
    case .moment: "frame 12"
    }
  }
}

/// The kinds that fit at a place.
struct ParameterKinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ kind: ParameterKind) {
    self.init(rawValue: 1 << kind.rawValue)
  }

  static let text = ParameterKinds(.text)
  static let number = ParameterKinds(.number)
  static let point = ParameterKinds(.point)
  static let moment = ParameterKinds(.moment)
  static let all: ParameterKinds = [.text, .number, .point, .moment]

  /// The one that is taken where nothing decides between them.
  var first: ParameterKind? {
    ParameterKind.allCases.first { contains(ParameterKinds($0)) }
  }

  var words: String {
    ParameterKind.allCases.filter { contains(ParameterKinds($0)) }.map(\.words)
      .joined(separator: " or ")
  }
}

/// A value of a parameter as it was written; whether it is right is judged where it is used.
enum ParameterValue: Hashable, Sendable {
  case text(String)
  case number(NumberText)
  case point(NumberText, NumberText)
  case frame(NumberText)
  case firstFrame
  case lastFrame
  case time(NumberText)

  var kind: ParameterKind {
    switch self {
    case .text: .text
    case .number: .number
    case .point: .point
    case .frame, .firstFrame, .lastFrame, .time: .moment
    }
  }
}

/// A number as it was written: with its unit, and what the unit is.
struct NumberText: Hashable, Sendable {
  let written: String
  let shape: NumberShape
}

/// A value with the place that it was given at.
struct GivenValue: Sendable {
  let value: ParameterValue
  let place: Place
}
