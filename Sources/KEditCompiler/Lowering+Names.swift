import KEditPlan
import KEditSyntax
import MediaFacts

/// Which video and which images an edit is made of.
extension Lowering {
  mutating func resolveVideo(of index: Int) -> VideoReference? {
    if let then = file.edits[index].then { return resolveThen(of: index, then: then) }
    switch file.edits[index].video {
    case .name(let name): return resolveVideo(named: name, for: index)
    case .text(let text):
      if let name = nameInQuotes(text, .video) { return resolveVideo(named: name, for: index) }
      if let resolved = values.resolve(text) {
        sources[index] = .text(resolved.text)
      } else {
        hasOpenVideo = true
        sources[index] = .open(report.text(at: text.place))
      }
      return media.video(text, values, &report)
    case .unknown: return nil
    case nil: return defaultVideo(for: index)
    }
  }

  private mutating func resolveThen(of index: Int, then: Place) -> VideoReference? {
    if let place = file.edits[index].videoPlace {
      report.error(
        .thenWithIn, "an edit with `then` goes on with the result before it and takes no `in`",
        at: place, labels: [(then, "`then` stands here")], help: "remove the one or the other")
      return nil
    }
    guard index > 0 else {
      report.error(
        .thenWithoutEarlier, "there is no edit before this one whose result it could go on with",
        at: then, help: "remove `then`, or put the edit behind the one it goes on with")
      return nil
    }
    parents[index] = index - 1
    return .result(name(of: index - 1))
  }

  private mutating func resolveVideo(
    named name: SpecName, for index: Int
  ) -> VideoReference? {
    switch scope[name.text] {
    case .video(let declaration): return video(declared: declaration, for: index)
    case .result(let parent):
      parents[index] = parent
      return .result(self.name(of: parent))
    case .image:
      report.error(
        .wrongKindOfName, "\(quoted(name.text)) is an image, and an edit is made in a video",
        at: name.place,
        labels: scope.place(of: name.text).map { [($0, "an image by this line")] } ?? [],
        help: "write the name of a video or of another edit's result")
      return nil
    case nil:
      let known = { (scope: Scope) in
        scope.names { if case .image = $0 { false } else { true } }
      }
      reportUnknown(name, "video or result", known, "declare it: `video \(name.text) = \"…\"`")
      return nil
    }
  }

  private mutating func video(declared declaration: Int, for index: Int) -> VideoReference? {
    usedVideos.insert(declaration)
    sources[index] = .declaration(declaration)
    switch file.videos[declaration].source {
    case .text(let text): return media.video(text, values, &report)
    case .id(let text): return values.resolve(text).map { .id($0.text) }
    case .unknown: return nil
    }
  }

  private mutating func defaultVideo(for index: Int) -> VideoReference? {
    let unnamed = file.videos.firstIndex { $0.name == nil }
    if let only = file.videos.count == 1 ? 0 : unnamed { return video(declared: only, for: index) }
    let edit = file.edits[index]
    guard !edit.hasFault else { return nil }
    if file.videos.isEmpty {
      // One video missing is one mistake, however many edits need it.
      if !reportedMissingVideo, !file.hasUnreadStatement, !file.isIncomplete {
        reportedMissingVideo = true
        report.error(
          .videoMissing, "no video is declared that this could be done in", at: edit.verbPlace,
          help: "begin the file with `video \"https://…\"`, or write `in \"…\"` behind the edit")
      }
    } else {
      let names = file.videos.compactMap { $0.name?.text }.prefix(3)
      report.error(
        .videoMissing, "the file has \(file.videos.count) videos; this does not say which is meant",
        at: edit.verbPlace,
        help: "write " + names.map { "`in \($0)`" }.joined(separator: " or "))
    }
    return nil
  }

  mutating func resolveImages(of edit: EditStatement) -> [ImageReference] {
    var images: [ImageReference] = []
    for element in file.elements[edit.elements] {
      var image: ImageReference?
      switch element.image {
      case .text(let text):
        if let name = nameInQuotes(text, .image) {
          image = resolveImage(named: name)
        } else {
          image = media.image(text, values, &report)
        }
      case .name(let name): image = resolveImage(named: name)
      case .unknown: hasUnresolvedImage = true
      }
      if let image { images.append(image) }
    }
    return images
  }

  private mutating func resolveImage(named name: SpecName) -> ImageReference? {
    switch scope[name.text] {
    case .image(let index):
      usedImages.insert(index)
      guard let source = file.images[index].source else { return nil }
      return media.image(source, values, &report)
    case let meaning?:
      report.error(
        .wrongKindOfName,
        "\(quoted(name.text)) is \(meaning.kind), and what comes in is taken from an image",
        at: name.place,
        labels: scope.place(of: name.text).map { [($0, "\(meaning.kind) by this line")] } ?? [],
        help: "write the name of an image, or a file: `from \"corgi.png\"`")
      return nil
    case nil:
      let known = { (scope: Scope) in
        scope.names { if case .image = $0 { true } else { false } }
      }
      hasUnresolvedImage = true
      // It may well be the one that was not given its name.
      if file.hasNamelessImage { return nil }
      reportUnknown(
        name, "image", known,
        "declare it: `image \(name.text) = \"…\"`; a file stands in quotes: `from \"\(name.text)\"`"
      )
      return nil
    }
  }

  private mutating func reportUnknown(
    _ name: SpecName, _ what: String, _ known: (Scope) -> [String], _ help: String
  ) {
    if file.isIncomplete { return }
    let meant = nearest.find(name.text, among: known(scope))
    report.error(
      .unknownName, "there is no \(what) \(quoted(name.text))", at: name.place,
      labels: meant.flatMap { scope.place(of: $0) }.map { [($0, "this name is like it")] } ?? [],
      help: meant.map { "did you mean `\($0)`?" } ?? help,
      fixes: meant.map {
        [
          Diagnostic.Fix(
            message: "write `\($0)`", isSafe: false,
            edits: [.init(span: name.place.span, replacement: $0)])
        ]
      } ?? [])
  }

  /// Reports each circle of edits once, at its first edit.
  mutating func checkCircles() {
    // The walk that an edit was met on, by the edit the walk began at.
    var walks = [Int?](repeating: nil, count: file.edits.count)
    for start in file.edits.indices where walks[start] == nil {
      var next: Int? = start
      while let index = next, walks[index] == nil {
        walks[index] = start
        next = parents[index]
      }
      guard let entry = next, walks[entry] == start else { continue }
      var circle = [entry]
      while let parent = parents[circle[circle.count - 1]], parent != entry {
        circle.append(parent)
      }
      hasCircle = true
      reportCircle(circle)
    }
  }

  private mutating func reportCircle(_ circle: [Int]) {
    let first = circle.min() ?? 0
    let others = circle.filter { $0 != first }.sorted()
    let place = file.edits[first].videoPlace ?? file.edits[first].verbPlace
    report.error(
      .circle,
      circle.count == 1
        ? "this edit would be made in its own result"
        : "these \(circle.count) edits each need the result of another of them",
      at: place,
      labels: others.map { (file.edits[$0].videoPlace ?? file.edits[$0].start, "and this one") },
      help: "let one of them be made in a video: `in NAME`")
  }

  mutating func warnOfUnused() {
    if file.hasUnreadStatement || file.isIncomplete { return }
    // An edit whose video is not known, which is reported, may have meant any of them.
    let hasUnresolvedVideo =
      hasCircle
      || file.edits.indices.contains {
        sources[$0] == nil && parents[$0] == nil
      }
    for (index, video) in file.videos.enumerated()
    where !usedVideos.contains(index) && !hasUnresolvedVideo && !isIncluded(video.keyword) {
      guard let name = video.name else {
        report.warning(
          .neverUsed, "no edit is made in this video", at: video.keyword, help: "remove it")
        continue
      }
      if isSecond(name) { continue }
      report.warning(
        .neverUsed, "no edit is made in the video \(quoted(name.text))", at: name.place,
        help: "remove it, or write `in \(name.text)` behind an edit")
    }
    for (index, image) in file.images.enumerated()
    where !usedImages.contains(index) && !hasUnresolvedImage {
      guard let name = image.name, !isIncluded(name.place), !isSecond(name) else { continue }
      report.warning(
        .neverUsed, "the image \(quoted(name.text)) is never used", at: name.place,
        help: "remove it, or write `from \(name.text)`")
    }
  }

  /// Whether the name is given elsewhere too, which is reported: the uses are of that one.
  private func isSecond(_ name: SpecName) -> Bool { scope.place(of: name.text) != name.place }

  private func isIncluded(_ place: Place) -> Bool { report.texts[place.text].isIncluded }

  /// Several edits of one video that nothing ties together are several videos, which is seldom what
  /// is wanted: said once for the file, and only of edits that can be read: what a faulty one means is
  /// not known yet.
  mutating func warnOfMissingThen() {
    guard file.edits.contains(where: \.isKeptNowhere) else { return }
    var groups: [SourceKey: [Int]] = [:]
    for (index, source) in sources.enumerated() {
      if let source { groups[source, default: []].append(index) }
    }
    let tied = Set(parents.compactMap { $0 })
    let loose = groups.values
      .filter { group in
        group.count > 1
          && group.allSatisfy { index in
            !tied.contains(index) && file.edits[index].isKeptNowhere && !file.edits[index].hasFault
          }
      }
      .min { $0[0] < $1[0] }
    guard let loose else { return }
    report.warning(
      .thenProbablyMeant,
      "these edits of one video give \(loose.count) videos, each with one change",
      at: file.edits[loose[1]].verbPlace,
      labels: [(file.edits[loose[0]].verbPlace, "the first is made here")],
      help: "write `then` before the second to make both changes in one video; to keep them apart, "
        + "name them with `as`")
  }
}
