/// A sound file of random statements with random white space and comments between their tokens.
struct GeneratedFile {
  private(set) var text = ""
  private var random: SplitMix64
  private var last = ""

  /// The same seed gives the same file.
  init(seed: UInt64) {
    random = SplitMix64(state: seed &* 0x9E37_79B9 &+ 1)
    if chance(10) { text += "\u{FEFF}" }
    if chance(2) { text += trivia(atStart: true) }
    if chance(4) { put(["kedit", "1"]) }
    for _ in 0..<Int.random(in: 0...4, using: &random) { put(statement()) }
    if chance(2) { text += trivia(atStart: false) }
    if chance(4) { text += pick(["", "\n", "\n\n\n", " \t", "\r\n"]) }
    if chance(8) { text += pick([" # at the end", "#", "\n  # 结束 \t "]) }
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
}

// MARK: Between tokens

extension GeneratedFile {
  private mutating func put(_ tokens: [String]) {
    // A file is rarely wild all over: most statements have one habit.
    let habit = Int.random(in: 0..<4, using: &random)
    for (index, token) in tokens.enumerated() {
      text += separator(before: token, habit: index == 0 ? 3 : habit, isFirst: index == 0)
      text += token
      last = token
    }
  }

  private mutating func separator(before token: String, habit: Int, isFirst: Bool) -> String {
    if last.isEmpty { return text.isEmpty || text.hasSuffix("\n") ? "" : "\n" }
    if isFirst, !chance(8) { return pick(["\n", "\n", "\n\n", "\r\n", "\n\n\n\n"]) + comments() }
    switch habit {
    case 0: break
    case 1: if chance(6) { return pick(["\n  ", "\n      ", "\r\n\t", "\n\n  "]) }
    case 2: if chance(5) { return trivia(atStart: false) + "\n  " }
    default: if chance(2) { return trivia(atStart: false) + "\n" }
    }
    return mayTouch(last, token) && chance(2) ? "" : pick([" ", " ", "  ", "\t"])
  }

  private func mayTouch(_ left: String, _ right: String) -> Bool {
    let signs: [Character] = ["(", ")", ",", "="]
    return left.last.map(signs.contains) == true || right.first.map(signs.contains) == true
  }

  private mutating func trivia(atStart: Bool) -> String {
    var trivia = atStart ? "" : pick(["", " ", "  ", "          ", "\t"]) + pick(["", comment()])
    if !trivia.isEmpty, chance(3) {
      trivia += "\n" + String(repeating: " ", count: trivia.count) + comment()
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      trivia +=
        pick(["\n", "\r\n", "\n\n", " \n\t\n\n"]) + pick(["", "  ", "    ", "\t"]) + comment()
    }
    return trivia + (chance(3) ? "\n\n" : "\n")
  }

  private mutating func comments() -> String {
    guard chance(3) else { return "" }
    return pick(["", "  "]) + comment() + pick(["\n", "\r\n", "\n\n"])
  }

  private mutating func comment() -> String {
    pick([
      "#", "# why", "#why  ", "# 这是注释", "# \"no text\" (", "# \u{1F423} e\u{301}\t",
      "# set mode pro\t \t",
      "# a comment that is long enough to need the whole of a line and more than what is left of it",
    ])
  }
}

// MARK: Statements

extension GeneratedFile {
  private mutating func statement() -> [String] {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: ["include", literal()]
    case 1: ["video"] + (chance(2) ? [name(), "="] : []) + (chance(3) ? ["id"] : []) + [quoted()]
    case 2: ["image", name(), "=", quoted()]
    case 3: ["param", name()] + (chance(2) ? ["="] + value() : [])
    case 4: ["template", pick(["remove", "swap", "add"]), literal()]
    case 5: ["set"] + option()
    default: edit()
    }
  }

  private mutating func edit() -> [String] {
    var tokens = chance(4) ? ["then"] : []
    switch Int.random(in: 0..<3, using: &random) {
    case 0: tokens += ["remove", quoted()]
    case 1: tokens += ["swap", quoted(), "for"] + element()
    default: tokens += ["add"] + element() + (chance(3) ? ["and"] + element() : [])
    }
    for _ in 0..<Int.random(in: 0...5, using: &random) { tokens += clause() }
    return tokens
  }

  private mutating func element() -> [String] { [quoted(), "from", chance(3) ? quoted() : name()] }

  private mutating func clause() -> [String] {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: ["in", chance(3) ? quoted() : name()]
    case 1: ["onto", quoted()]
    case 2: ["as", name()]
    case 3: [pick(["save", "id"]), quoted()]
    case 4: option()
    default: mark()
    }
  }

  private mutating func mark() -> [String] {
    let moment: [String] =
      switch Int.random(in: 0..<5, using: &random) {
      case 0: ["{when}"]
      case 1: [pick(["1.5s", "2500ms", "0s"])]
      case 2: ["frame", pick(["first", "last", "{count}"])]
      default: ["frame", pick(["0", "48", "1e2", "123456789012345678901234567890"])]
      }
    guard chance(2) else { return ["at"] + moment + ["point"] + point() }
    var points = point()
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      if chance(3) { points.append(",") }
      points += point()
    }
    return ["at"] + moment + ["points"] + points
  }

  private mutating func point() -> [String] {
    if chance(6) { return ["{where}"] }
    return ["(", coordinate(), ",", coordinate(), ")"]
  }

  private mutating func coordinate() -> String {
    pick(["0.5", "0.25", "77%", "988px", "{x}", "1", "0.123456789"])
  }

  private mutating func option() -> [String] {
    pick([
      ["mode", pick(["std", "pro"])], ["duration", pick(["5", "10", "auto", "{length}"])],
      ["language", pick(["en", "zh"])], ["prompt", quoted()], ["negative", quoted()],
      ["watermark", pick(["on", "off"])], ["preview", "on"], ["model", pick(["none", quoted()])],
    ])
  }

  private mutating func value() -> [String] {
    pick([[literal()], ["12"], ["1.5s"], ["frame", "12"], ["(", "0.5", ",", "30%", ")"]])
  }

  private mutating func name() -> String {
    pick(["a", "farm", "no-chick", "B2", "std", "a_long_name_of_a_video"])
  }

  private mutating func quoted() -> String { chance(6) ? pick(["{who}", "{x-1}"]) : literal() }

  private mutating func literal() -> String {
    pick([
      "\"\"", "\"the chick\"", "\"棕色的狗,在谷仓前面\"", #""a \"b\" # \u{1F423}""#, "\"\t tab\"",
      "\"\"\"\n  one\n\ttwo  \n\n  \"\"\"", "\"\"\"\r\n\r\n\"\"\"",
      "\"the old brown dog that lies before the barn and looks into the camera of the reporter\"",
      "\"站在谷仓前面的那只棕色的老狗,看着记者的摄像机,一动不动,直到视频结束为止\"",
    ])
  }
}

/// A small generator with a fixed seed, so that a failure can be had again.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
