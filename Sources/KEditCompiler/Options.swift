import KEditPlan
import KEditSyntax

/// The options in force for an edit, their values checked.
struct Options {
  var quality: Quality?
  var duration: TaskDuration?
  /// Where the duration was given.
  var durationSite: Site?
  var language: PromptBuilder.Language?
  var prompt: SpecText?
  var negative: ResolvedText?
  var callback: ResolvedText?
  var watermark: Bool?
  var preview: Bool?
  /// `.some(nil)` for `model none`.
  var model: String??

  /// Applies settings over those that hold already.
  mutating func apply(
    _ settings: some Sequence<OptionSetting>, _ values: Values, _ report: inout Report
  ) {
    for setting in settings { apply(setting, values, &report) }
  }

  private mutating func apply(_ setting: OptionSetting, _ values: Values, _ report: inout Report) {
    let (value, site) = values.resolve(setting)
    if case .unknown = value { return }
    let given = Given(option: setting.option, value: value, site: site)
    switch setting.option {
    case .mode: quality = given.word(["std", "pro"], [.std, .pro], &report) ?? quality
    case .language: language = given.word(["en", "zh"], [.en, .zh], &report) ?? language
    case .watermark: watermark = given.word(["on", "off"], [true, false], &report) ?? watermark
    case .preview: preview = given.word(["on", "off"], [true, false], &report) ?? preview
    case .duration: applyDuration(given, &report)
    case .prompt:
      guard let text = given.text(&report) else { return }
      if let resolved = values.resolve(text), isEmpty(resolved, "prompt", &report) { return }
      prompt = text
    case .negative:
      if let text = given.text(&report) { negative = values.resolve(text) }
    case .callback: applyCallback(given, values, &report)
    case .model: applyModel(given, values, &report)
    default: break
    }
  }

  private func isEmpty(_ text: ResolvedText, _ option: String, _ report: inout Report) -> Bool {
    guard text.text.isBlank else { return false }
    report.error(
      .emptyText, "the text of `\(option)` is empty", at: text.site,
      help: "write the text, or leave `\(option)` out")
    return true
  }

  private mutating func applyDuration(_ given: Given, _ report: inout Report) {
    switch given.value {
    case .number("5"), .word("5"): duration = .five
    case .number("10"), .word("10"): duration = .ten
    case .word("auto"): duration = .auto
    default:
      given.refuse(["5", "10", "auto"], &report)
      return
    }
    durationSite = given.site
  }

  private mutating func applyCallback(
    _ given: Given, _ values: Values, _ report: inout Report
  ) {
    guard let written = given.text(&report), let text = values.resolve(written),
      !isEmpty(text, "callback", &report)
    else { return }
    callback = text
    do {
      if try WebURL(text.text).scheme == .http {
        report.warning(
          .plainCallback,
          "the callback comes over plain http, where anybody can read and change it",
          at: values.site(of: text) { (try? WebURL($0))?.scheme == .http },
          help: "use an `https://` address")
      }
    } catch {
      report.error(
        .badCallback, error.words(for: "the callback"),
        at: values.site(of: text, where: error.isFault),
        help: "write `callback \"https://…\"`")
    }
  }

  private mutating func applyModel(_ given: Given, _ values: Values, _ report: inout Report) {
    let name: String
    switch given.value {
    case .word("none"):
      model = .some(nil)
      return
    case .word(let word) where given.site.usedAt != nil: name = word
    case .text(let text):
      guard let resolved = values.resolve(text) else { return }
      name = resolved.text
    default:
      given.refuse(["\"kling-v1-6\"", "none"], &report)
      return
    }
    if name == "kling-v1-6" {
      model = name
    } else {
      report.error(
        .optionValue, "the service has no model \(quoted(name)) for these edits", at: given.site,
        help: "`model \"kling-v1-6\"` is the only one, and the default; `model none` leaves it to "
          + "the service")
    }
  }
}

/// A value that was given for an option.
private struct Given {
  let option: Keyword
  let value: OptionSetting.Value
  let site: Site

  /// The meaning of a word, `nil` where it is none of those, which is reported.
  func word<Value>(_ words: [String], _ meanings: [Value], _ report: inout Report) -> Value? {
    if case .word(let word) = value, let index = words.firstIndex(of: word) {
      return meanings[index]
    }
    refuse(words, &report)
    return nil
  }

  func text(_ report: inout Report) -> SpecText? {
    if case .text(let text) = value { return text }
    report.error(
      .optionValue, "`\(option.spelling)` takes a text", at: site,
      help: "write it in double quotes: `\(option.spelling) \"…\"`")
    return nil
  }

  func refuse(_ allowed: [String], _ report: inout Report) {
    let option = option.spelling
    let choices = allowed.map { "`\(option) \($0)`" }
    let found =
      switch value {
      case .word(let word) where site.usedAt != nil: word
      case .number(let number) where site.usedAt != nil: number
      default: report.text(at: site.place)
      }
    var bare = found.filter { $0 != "\"" && $0 != "'" }.lowercased()
    if self.option == .duration, bare.hasSuffix("s") { bare.removeLast() }
    let meant =
      allowed.contains(bare) ? bare : Self.synonyms[bare] ?? bare.nearest(among: allowed)
    let isMeant = meant.map { allowed.contains($0) } ?? false
    let isSame = isMeant && meant == bare
    report.error(
      .optionValue, "\(quoted(found)) is no value of `\(option)`", at: site,
      help: ((isMeant ? meant : nil).map {
        isSame ? "write `\(option) \($0)`; " : "did you mean `\($0)`? "
      } ?? "")
        + "there are \(choices.dropLast().joined(separator: ", ")) and \(choices.last ?? "")",
      fixes: (isSame ? meant : nil).map {
        [
          Diagnostic.Fix(
            message: "write `\(option) \($0)`", isSafe: true,
            edits: [.init(span: site.place.span, replacement: $0)])
        ]
      } ?? [])
  }

  /// What people write for the values.
  private static let synonyms = [
    "standard": "std", "professional": "pro", "true": "on", "yes": "on", "false": "off",
    "no": "off", "english": "en", "chinese": "zh", "cn": "zh",
  ]
}
