import KEditPlan
import KEditSyntax

/// The options in force for an edit, their values checked.
struct Options {
  var quality: Quality?
  var duration: TaskDuration?
  /// Where the duration was given.
  var durationSpan: Span?
  var language: PromptBuilder.Language?
  var prompt: SpecText?
  var negative: SpecText?
  var callback: SpecText?
  var watermark: Bool?
  var preview: Bool?
  /// `.some(nil)` for `model none`.
  var model: String??

  /// Reads settings over those that hold for the whole file.
  init(
    _ settings: [OptionSetting], for verb: Keyword?, over base: Options? = nil,
    report: inout Report
  ) {
    if let base { self = base }
    for setting in settings { apply(setting, &report) }
  }

  private mutating func apply(_ setting: OptionSetting, _ report: inout Report) {
    if setting.value == .unknown { return }
    switch setting.option {
    case .mode: quality = word(setting, ["std": .std, "pro": .pro], &report) ?? quality
    case .language: language = word(setting, ["en": .en, "zh": .zh], &report) ?? language
    case .watermark: watermark = word(setting, ["on": true, "off": false], &report) ?? watermark
    case .preview: preview = word(setting, ["on": true, "off": false], &report) ?? preview
    case .duration: applyDuration(setting, &report)
    case .prompt: prompt = text(setting, &report, mayBeEmpty: false) ?? prompt
    case .negative: negative = text(setting, &report, mayBeEmpty: true) ?? negative
    case .callback: applyCallback(setting, &report)
    case .model: applyModel(setting, &report)
    default: break
    }
  }

  private func word<Value>(
    _ setting: OptionSetting, _ values: [String: Value], _ report: inout Report
  ) -> Value? {
    if case .word(let word) = setting.value, let value = values[word] { return value }
    refuse(setting, values.keys.sorted(), &report)
    return nil
  }

  private func refuse(_ setting: OptionSetting, _ allowed: [String], _ report: inout Report) {
    let option = setting.option.spelling
    let choices = allowed.map { "`\(option) \($0)`" }
    let found = report.source.text(of: setting.valueSpan)
    var bare = found.filter { $0 != "\"" && $0 != "'" }.lowercased()
    if setting.option == .duration, bare.hasSuffix("s") { bare.removeLast() }
    let meant =
      allowed.contains(bare) ? bare : Self.synonyms[bare] ?? bare.nearest(among: allowed)
    let isSame = meant == bare
    report.error(
      .optionValue, "\(quoted(found)) is no value of `\(option)`", at: setting.valueSpan,
      help: (meant.map { isSame ? "write `\(option) \($0)`; " : "did you mean `\($0)`? " } ?? "")
        + "there are \(choices.dropLast().joined(separator: ", ")) and \(choices.last ?? "")",
      fixes: (isSame ? meant : nil).map {
        [
          Diagnostic.Fix(
            message: "write `\(option) \($0)`", isSafe: true,
            edits: [.init(span: setting.valueSpan, replacement: $0)])
        ]
      } ?? [])
  }

  /// What people write for the values.
  private static let synonyms = [
    "standard": "std", "professional": "pro", "true": "on", "yes": "on", "false": "off",
    "no": "off", "english": "en", "chinese": "zh", "cn": "zh",
  ].filter { !$0.value.isEmpty }

  private mutating func applyDuration(_ setting: OptionSetting, _ report: inout Report) {
    switch setting.value {
    case .number("5"): duration = .five
    case .number("10"): duration = .ten
    case .word("auto"): duration = .auto
    default:
      refuse(setting, ["5", "10", "auto"], &report)
      return
    }
    durationSpan = setting.valueSpan
  }

  private func text(
    _ setting: OptionSetting, _ report: inout Report, mayBeEmpty: Bool
  ) -> SpecText? {
    let option = setting.option.spelling
    guard case .text(let text) = setting.value else {
      report.error(
        .optionValue, "`\(option)` takes a text", at: setting.valueSpan,
        help: "write it in double quotes: `\(option) \"…\"`")
      return nil
    }
    if !mayBeEmpty, let plain = text.plain, plain.isBlank {
      report.error(
        .emptyText, "the text of `\(option)` is empty", at: text.span,
        help: "write the text, or leave `\(option)` out")
      return nil
    }
    return text
  }

  private mutating func applyCallback(_ setting: OptionSetting, _ report: inout Report) {
    guard let text = text(setting, &report, mayBeEmpty: false) else { return }
    callback = text
    guard let plain = text.plain else { return }
    do {
      if try WebURL(plain).scheme == .http {
        report.warning(
          .plainCallback,
          "the callback comes over plain http, where anybody can read and change it",
          at: text.span, help: "use an `https://` address")
      }
    } catch {
      report.error(
        .badCallback, error.words(for: "the callback"), at: text.span,
        help: "write `callback \"https://…\"`")
    }
  }

  private mutating func applyModel(_ setting: OptionSetting, _ report: inout Report) {
    switch setting.value {
    case .word("none"): model = .some(nil)
    case .text(let text):
      guard let plain = text.plain else { return }
      if plain == "kling-v1-6" {
        model = plain
      } else {
        report.error(
          .optionValue, "the service has no model \(quoted(plain)) for these edits", at: text.span,
          help:
            "`model \"kling-v1-6\"` is the only one, and the default; `model none` leaves it to "
            + "the service")
      }
    default: refuse(setting, ["\"kling-v1-6\"", "none"], &report)
    }
  }
}
