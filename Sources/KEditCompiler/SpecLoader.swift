package import KEditSyntax

/// A file that an `include` names, as it was found.
package enum IncludedFile: Sendable {
  /// Its content, and what tells it from all other files however it is reached (the path without
  /// links, say).
  case source(SourceText, identity: String)
  /// It cannot be read; why, in the system's words.
  case unreadable(String)
}

/// Reads a file with everything it includes into one `SpecFile`.
///
/// An included file is read before the one that includes it, and once however often it is reached.
/// The files under way lie on a stack of our own: a chain of includes may be as long as it likes.
struct SpecLoader {
  private let read: (String) -> IncludedFile
  private(set) var file = SpecFile()
  private(set) var report: Report
  /// What the file itself was parsed to.
  let tree: SyntaxTree

  private var stack: [Frame] = []
  /// By identity, as bytes, for two paths of different bytes can be equal to Swift.
  private var states: [[UInt8]: State] = [:]

  /// What the paths that were read turned out to be, so that a file is read once however often it
  /// is named.
  private var identities: [String: [UInt8]] = [:]

  private enum State {
    case open
    case done(Inherited)
  }

  /// A file whose includes are being read.
  private struct Frame {
    let tree: SyntaxTree
    let text: Int
    let identity: [UInt8]
    let includes: [Include]
    var next = 0
    var inherited: [(Inherited, Place)] = []
  }

  private struct Include {
    let path: String
    /// The text behind `include`.
    let place: Place
  }

  /// - Parameters:
  ///   - source: the file.
  ///   - identity: what tells it from all other files.
  ///   - report: where findings go; its first text is `source`.
  ///   - read: reads a file by its path, as seen from the folder of `source`.
  init(
    _ source: SourceText, identity: String, report: Report, read: @escaping (String) -> IncludedFile
  ) {
    self.read = read
    self.report = report
    self.tree = Parser.parse(source)
    load(identity: identity)
  }

  private mutating func load(identity: String) {
    open(tree, text: 0, identity: Array(identity.utf8))
    while let top = stack.last {
      if top.next < top.includes.count {
        stack[stack.count - 1].next += 1
        follow(top.includes[top.next])
      } else {
        stack.removeLast()
        close(top)
      }
    }
  }

  private mutating func open(_ tree: SyntaxTree, text: Int, identity: [UInt8]) {
    states[identity] = .open
    stack.append(
      Frame(tree: tree, text: text, identity: identity, includes: includes(of: tree, text: text)))
  }

  private mutating func includes(of tree: SyntaxTree, text: Int) -> [Include] {
    var includes: [Include] = []
    for statement in tree.root.children where statement.kind == .includeStatement {
      for child in statement.children {
        let place = Place(text: text, span: child.span)
        if child.kind == .placeholder {
          reportPlaceholder(place)
        } else if let literal = child.literal, child.kind == .text {
          for issue in literal.issues { report.add(issue.diagnostic(in: tree.source), in: text) }
          for placeholder in literal.placeholders {
            reportPlaceholder(Place(text: text, span: placeholder.span))
          }
          guard literal.issues.isEmpty, let path = literal.plain else { continue }
          if path.isBlank {
            report.error(
              .emptyText, "the file to include is empty", at: place, help: "write its path")
          } else {
            includes.append(Include(path: path, place: place))
          }
        }
      }
    }
    return includes
  }

  private mutating func reportPlaceholder(_ place: Place) {
    report.error(
      .placeholderNotHere, "`include` names a file and takes no parameter", at: place,
      help: "write the path itself; which values are used can be left to parameters")
  }

  private mutating func follow(_ include: Include) {
    let path = report.texts.path(include.path, from: include.place.text)
    if let known = identities[path], case .done(let inherited)? = states[known] {
      stack[stack.count - 1].inherited.append((inherited, include.place))
      return
    }
    switch read(path) {
    case .unreadable(let reason):
      file.isIncomplete = true
      report.error(
        .unreadableFile, "\(quoted(include.path)) cannot be read: \(reason)", at: include.place,
        help: "paths are relative to the folder of this file")
    case .source(let source, let identity):
      let key = Array(identity.utf8)
      identities[path] = key
      switch states[key] {
      case .done(let inherited):
        stack[stack.count - 1].inherited.append((inherited, include.place))
      case .open:
        reportCircle(include, to: key)
      case nil:
        let text = report.add(source, folder: folder(of: path), isIncluded: true)
        open(Parser.parse(report.texts[Int32(text)].source), text: text, identity: key)
      }
    }
  }

  private mutating func reportCircle(_ include: Include, to key: [UInt8]) {
    file.isIncomplete = true
    let start = stack.firstIndex { $0.identity == key } ?? 0
    let way = stack[start...].dropLast().map { ($0.includes[$0.next - 1].place, "by way of this") }
    report.error(
      .includeCircle,
      way.isEmpty ? "this file includes itself" : "these files include each other in a circle",
      at: include.place, labels: Array(way.prefix(10)),
      help: "put what both need into a third file, and include that in each")
  }

  private mutating func close(_ frame: Frame) {
    var reader = SpecReader(tree: frame.tree, text: frame.text, file: file, report: report)
    // One owner of the lists while they grow: two would copy them.
    file = SpecFile()
    reader.read()
    file = reader.file
    report = reader.report
    let inherited = Inherited(reader.own, over: frame.inherited, &report)
    states[frame.identity] = .done(inherited)
    if let parent = stack.last {
      stack[stack.count - 1].inherited.append((inherited, parent.includes[parent.next - 1].place))
    } else {
      file.settings = inherited.settings
      for template in inherited.templates {
        file.templates[template.verb] = template.text
      }
    }
  }

  private func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// The options and templates that a file has with those of its includes.
private struct Inherited {
  private(set) var settings: [OptionSetting]
  private(set) var templates: [OwnSettings.Template]

  /// A file's own win over those of its includes; two includes that disagree are an error.
  init(_ own: OwnSettings, over includes: [(Inherited, Place)], _ report: inout Report) {
    settings = own.settings
    templates = own.templates
    var taken: [(setting: OptionSetting, include: Place)] = []
    var takenTemplates: [(template: OwnSettings.Template, include: Place)] = []
    for (inherited, include) in includes {
      for setting in inherited.settings {
        if own.settings.contains(where: { $0.option == setting.option }) { continue }
        if let first = taken.first(where: { $0.setting.option == setting.option }) {
          if !first.setting.value.saysTheSame(as: setting.value) {
            Self.reportDisagreement(
              "about `\(setting.option.spelling)`", first.include, include,
              first.setting.valuePlace, setting.valuePlace,
              "say it in this file: `set \(setting.option.spelling) …` here wins over both",
              &report)
          }
        } else {
          taken.append((setting, include))
        }
      }
      for template in inherited.templates {
        if own.templates.contains(where: { $0.verb == template.verb }) { continue }
        if let first = takenTemplates.first(where: { $0.template.verb == template.verb }) {
          if let one = first.template.text, let other = template.text, !one.saysTheSame(as: other) {
            Self.reportDisagreement(
              "about the template for `\(template.verb.spelling)`", first.include, include,
              first.template.place, template.place,
              "say it in this file: a `template \(template.verb.spelling)` here wins over both",
              &report)
          }
        } else {
          takenTemplates.append((template, include))
        }
      }
    }
    settings += taken.map(\.setting)
    templates += takenTemplates.map(\.template)
  }

  private static func reportDisagreement(
    _ what: String, _ first: Place, _ second: Place, _ one: Place, _ other: Place, _ help: String,
    _ report: inout Report
  ) {
    report.error(
      .includesDisagree, "two included files disagree \(what)", at: second,
      labels: [(first, "the other include"), (one, "one says this"), (other, "the other this")],
      help: help)
  }
}

extension OptionSetting.Value {
  /// Whether two settings have the same value, wherever they stand.
  fileprivate func saysTheSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.text(let one), .text(let other)): one.saysTheSame(as: other)
    // What is missing is reported.
    case (.unknown, _), (_, .unknown): true
    default: self == other
    }
  }
}

extension SpecText {
  /// Whether two texts are the same, wherever they stand; a faulty one is taken for the same.
  fileprivate func saysTheSame(as other: SpecText) -> Bool {
    switch (content, other.content) {
    case (.faulty, _), (_, .faulty): true
    case (.plain(let one), .plain(let other)): one.utf8.elementsEqual(other.utf8)
    case (.composed(let one), .composed(let other)):
      one.elementsEqual(other) { $0.saysTheSame(as: $1) }
    default: false
    }
  }
}

extension TextLiteral.Segment {
  fileprivate func saysTheSame(as other: TextLiteral.Segment) -> Bool {
    switch (self, other) {
    case (.characters(let one), .characters(let other)): one.utf8.elementsEqual(other.utf8)
    case (.placeholder(let one, _), .placeholder(let other, _)): one == other
    default: false
    }
  }
}
