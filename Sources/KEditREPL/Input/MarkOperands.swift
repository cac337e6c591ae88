import KEditSyntax

/// What stands behind `mark` and `unmark`.
struct MarkOperands {
  private let bytes: [UInt8]
  /// Where the moment stands; `nil` where none is written.
  private(set) var moment: Range<Int>?
  /// Where the points stand; `nil` where there are none.
  private(set) var points: Range<Int>?
  /// Whether the moment is a bare number, which is a frame.
  private var isNumber = false

  init(_ rest: String) {
    bytes = Array(rest.utf8)
    let tokens = Lexer.tokens(of: bytes)
    for (token, next) in zip(tokens, tokens.dropFirst()) where !token.kind.isTrivia {
      if token.kind == .leftParenthesis || token.kind == .placeholder && moment != nil {
        points = token.start..<bytes.count
        return
      }
      switch token.keyword {
      case .at?, .point?, .points?: continue
      default:
        isNumber =
          moment == nil
          && Int(String(decoding: bytes[token.start..<next.start], as: UTF8.self)) != nil
        moment = (moment?.lowerBound ?? token.start)..<next.start
      }
    }
  }

  /// The clause that a command stands for, `at` that moment where it names none.
  func wording(of command: TypedCommand, otherwiseOn place: String) -> Wording {
    let start = command.typed.utf8.count - bytes.count
    var wording = Wording(typed: command.typed)
    wording.append("at ")
    if let moment {
      if isNumber { wording.append("frame ") }
      wording.append(bytes[moment], from: start + moment.lowerBound)
    } else {
      wording.append(place)
    }
    wording.append(hasManyPoints ? " points" : " point")
    if let points {
      wording.append(" ")
      wording.append(bytes[points], from: start + points.lowerBound)
    }
    return wording
  }

  private var hasManyPoints: Bool {
    guard let points else { return false }
    return bytes[points].dropFirst().contains(UInt8(ascii: "("))
      || bytes[points].contains(UInt8(ascii: "{"))
  }
}

extension Wording {
  /// The clause that `prompt` with a text stands for.
  static func prompt(_ command: TypedCommand) -> Wording {
    let quoted = TextQuoting.quoted(command.rest)
    var wording = Wording(typed: command.typed)
    wording.append("prompt ")
    guard quoted.utf8.count == command.rest.utf8.count + 2 else {
      wording.append(quoted)
      return wording
    }
    wording.append("\"")
    wording.append(command.rest.utf8, from: command.typed.utf8.count - command.rest.utf8.count)
    wording.append("\"")
    return wording
  }
}
