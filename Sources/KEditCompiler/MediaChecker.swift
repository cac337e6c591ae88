import KEditPlan
import KEditSyntax
import MediaFacts

/// Judges the videos and images that a file names, by their text and by what is known of the files.
struct MediaChecker {
  private let files: [ReferencedFile: FileReport]
  /// What each place came to: a declaration that several edits use is judged once.
  private var videos: [Place: VideoReference?] = [:]
  private var images: [Place: ImageReference?] = [:]

  init(files: [ReferencedFile: FileReport]) {
    self.files = files
  }

  /// What is known of a local video.
  func facts(ofVideo path: String) -> VideoFacts? {
    if case .facts(let facts) = files[ReferencedFile(path: path, kind: .video)],
      case .video(let video) = facts.media
    {
      return video
    }
    return nil
  }

  /// The video that a text names; `nil` where it is none, which is reported, or not known.
  mutating func video(
    _ text: SpecText, _ values: Values, _ report: inout Report
  ) -> VideoReference? {
    guard case .plain(let plain) = text.content else {
      return values.resolve(text).flatMap { judgeVideo($0, values, &report) }
    }
    if let known = videos[text.place] { return known }
    let resolved = ResolvedText(text: plain, site: Site(text.place), from: text.place.text)
    let reference = judgeVideo(resolved, values, &report)
    videos[text.place] = .some(reference)
    return reference
  }

  /// The image that a text names; `nil` where it is none, which is reported, or not known.
  mutating func image(
    _ text: SpecText, _ values: Values, _ report: inout Report
  ) -> ImageReference? {
    guard case .plain(let plain) = text.content else {
      return values.resolve(text).flatMap { judgeImage($0, values, &report) }
    }
    if let known = images[text.place] { return known }
    let resolved = ResolvedText(text: plain, site: Site(text.place), from: text.place.text)
    let reference = judgeImage(resolved, values, &report)
    images[text.place] = .some(reference)
    return reference
  }

  /// Whether a text names a file that cannot be read.
  func isUnreadable(_ text: SpecText, _ kind: ReferencedFile.Kind, _ report: Report) -> Bool {
    guard case .plain(let name) = text.content, !WebURL.hasScheme(name) else { return false }
    let path = report.texts.path(name, from: text.place.text)
    if case .unreadable = files[ReferencedFile(path: path, kind: kind)] { return true }
    return false
  }

  private func judgeVideo(
    _ text: ResolvedText, _ values: Values, _ report: inout Report
  ) -> VideoReference? {
    if report.isEmpty(text, "the video") { return nil }
    if WebURL.hasScheme(text.text) {
      guard let url = report.url(text, "a video", values) else { return nil }
      switch MediaExtension.ofVideo(url.pathExtension) {
      case .allowed: break
      case .wrong:
        let site = values.site(of: text) { WebURL.pathExtension(of: $0) == url.pathExtension }
        report.reportWrongExtension(url, at: site, "a video", "`.mp4` and `.mov`")
      case .unknown:
        let site = values.site(of: text) {
          MediaExtension.ofVideo(WebURL.pathExtension(of: $0)) == .unknown
        }
        report.warnOfNoExtension(at: site, "`.mp4` or `.mov`")
      }
      return .url(text.text)
    }
    let path = report.texts.path(text.text, from: text.from)
    guard let facts = facts(path, .video, text, values, &report) else { return nil }
    report.judge(facts, videoAt: text.site)
    return .local(LocalFile(path: path, sha256: facts.sha256))
  }

  private func judgeImage(
    _ text: ResolvedText, _ values: Values, _ report: inout Report
  ) -> ImageReference? {
    if report.isEmpty(text, "the image") { return nil }
    if WebURL.hasScheme(text.text) {
      guard let url = report.url(text, "an image", values) else { return nil }
      switch MediaExtension.ofImage(url.pathExtension) {
      case .allowed: break
      case .wrong:
        let site = values.site(of: text) { WebURL.pathExtension(of: $0) == url.pathExtension }
        report.reportWrongExtension(url, at: site, "an image", "`.jpg`, `.jpeg` and `.png`")
      case .unknown:
        let site = values.site(of: text) {
          MediaExtension.ofImage(WebURL.pathExtension(of: $0)) == .unknown
        }
        report.warnOfNoExtension(at: site, "`.jpg`, `.jpeg` or `.png`")
      }
      return .url(text.text)
    }
    let path = report.texts.path(text.text, from: text.from)
    guard let facts = facts(path, .image, text, values, &report) else { return nil }
    report.judge(facts, imageAt: text.site)
    return .local(LocalFile(path: path, sha256: facts.sha256))
  }

  private func facts(
    _ path: String, _ kind: ReferencedFile.Kind, _ text: ResolvedText, _ values: Values,
    _ report: inout Report
  ) -> FileFacts? {
    switch files[ReferencedFile(path: path, kind: kind)] {
    case .facts(let facts): return facts
    case .unreadable(let reason):
      report.error(
        .unreadableFile, "\(quoted(text.text)) cannot be read: \(reason)", at: text.site,
        help: startOfPaths(from: text, values, report) + "; a URL begins with `https://`")
      return nil
    case nil:
      report.error(
        .unreadableFile, "\(quoted(text.text)) was not looked at", at: text.site,
        help: "paths are relative to the folder of this file")
      return nil
    }
  }

  /// What a path that did not lead to a file starts from.
  private func startOfPaths(from text: ResolvedText, _ values: Values, _ report: Report) -> String {
    if text.from == values.table { return "paths in a table are relative to the table's folder" }
    if report.texts[text.from].source.isArgument {
      return "paths on the command line are relative to the current folder"
    }
    // What is put together of values is a path of the file that does so.
    let isOfThisFile = text.from == text.site.place.text
    return
      "paths are relative to the folder of \(isOfThisFile ? "this file" : "the file that uses them")"
  }
}

extension WebURL {
  /// The extension of a URL's path; `nil` where it has none, or the text is no URL.
  fileprivate static func pathExtension(of text: String) -> String? {
    (try? WebURL(text))?.pathExtension
  }
}
