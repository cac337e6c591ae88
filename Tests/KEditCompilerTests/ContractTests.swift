import KlingSimulator
import Testing

@testable import KEditCompiler

/// One row for each rule of the service: the file that breaks it is refused at the right place, or
/// the row says why no file can break it, or why only the service can know.
///
/// The raw requests that break the same rules stand in the simulator's own table.
@Suite struct ContractTests {
  enum Row {
    /// Files that break the rule, with the place and code of the finding.
    case refused([String])
    /// There is no way to write it: kedit makes that part of the request.
    case cannotBeWritten(String)
    /// Only the service's answer tells.
    case onlyTheServiceKnows(String)

    static func refused(_ marked: String...) -> Row { .refused(marked) }
  }

  @Test(arguments: ServiceRule.allCases)
  func theFileThatBreaksItIsRefused(_ rule: ServiceRule) {
    switch row(for: rule) {
    case .refused(let files):
      for marked in files {
        #expect(marked.contains("⟦"), "the row of \(rule.rawValue) marks no place")
        expectDiagnostics(marked)
      }
    case .cannotBeWritten(let reason), .onlyTheServiceKnows(let reason):
      #expect(!reason.isEmpty)
    }
  }

  private func row(for rule: ServiceRule) -> Row {
    switch rule {
    case .authorizationPresent, .authorizationKnown, .tokenSignature, .tokenAlreadyValid,
      .tokenNotExpired, .pathKnown, .methodAllowed, .contentTypeJSON, .bodySize, .bodyJSONObject,
      .fieldKnown, .fieldRequired, .fieldType:
      .cannotBeWritten("a file holds no credentials, paths, headers or JSON")
    case .pageNumber, .pageSize, .taskKnown:
      .cannotBeWritten("a file asks for no list and for no task that it did not create")
    case .pointWasAdded:
      .cannotBeWritten("a file marks; what it does not want it does not mark")
    case .videoIDKnown, .videoIDRecent:
      .onlyTheServiceKnows("which videos it generated, and when")
    case .sessionKnown, .sessionAlive:
      .onlyTheServiceKnows("kedit opens a session of its own for each edit")
    case .contentAllowed: .onlyTheServiceKnows("its policy")
    case .concurrency: .onlyTheServiceKnows("how many tasks run on the account")
    case .videoURLPublic, .imageURLPublic, .videoURLReadable, .imageURLReadable:
      .onlyTheServiceKnows("what it can reach, for what it can reach is not what kedit can")
    case .oneVideoSource, .videoURLScheme, .videoURLExtension, .videoFormat, .videoLength,
      .videoSides, .videoFrameRate, .durationFitsSource:
      videoRow(for: rule)
    case .frameExists, .framesAtMost10, .pointsNotEmpty, .pointsAtMost10, .pointInFrame,
      .pointOnce, .selectionNeeded:
      markRow(for: rule)
    case .imagesForEditMode, .imageNotEmpty, .imageNotDataURL, .imageURLScheme, .imageURLExtension,
      .imageBase64, .imageFormat, .imageSize, .imageSides, .imageAspect:
      imageRow(for: rule)
    default: textRow(for: rule)
    }
  }

  private func videoRow(for rule: ServiceRule) -> Row {
    let remove = "remove \"x\" at frame 0 point (0.5, 0.5)"
    return switch rule {
    case .oneVideoSource:
      .refused(
        "⟦K205|remove⟧ \"x\" at frame 0 point (0.5, 0.5)",
        "video a = \"clip.mp4\" \(remove) in a as b\nthen \(remove) ⟦K608|in a⟧")
    case .videoURLScheme: .refused("video ⟦K401|\"ftp://example.com/a.mp4\"⟧ \(remove)")
    case .videoURLExtension: .refused("video ⟦K402|\"https://example.com/a.avi\"⟧ \(remove)")
    case .videoFormat: .refused("video ⟦K410|\"film.mkv\"⟧ \(remove)")
    case .videoLength: .refused("video ⟦K411|\"six.mp4\"⟧ \(remove)")
    case .videoSides: .refused("video ⟦K412|\"tiny.mp4\"⟧ \(remove)")
    case .videoFrameRate: .refused("video ⟦K413|\"pal.mp4\"⟧ \(remove)")
    default:
      .refused(
        "video \"ten.mp4\" \(remove) duration ⟦K415|5⟧",
        "video \"clip.mp4\" set duration ⟦K415|10⟧ \(remove)")
    }
  }

  private func markRow(for rule: ServiceRule) -> Row {
    let remove = "video \"clip.mp4\" remove \"x\""
    let points = (0..<10).map { "(0.\($0), 0)" }.joined(separator: " ")
    let frames = (0..<10).map { " at frame \($0) point (0, 0)" }.joined()
    return switch rule {
    case .frameExists:
      .refused(
        "\(remove) at ⟦K309|frame 150⟧ point (0, 0)", "\(remove) at frame ⟦K309|630⟧ point (0, 0)",
        "\(remove) at frame ⟦K114|-1⟧ point (0, 0)")
    case .framesAtMost10: .refused("\(remove)\(frames) at ⟦K303|frame 10⟧ point (0, 0)")
    case .pointsNotEmpty: .refused("\(remove) at frame 0 point⟦K116|⟧")
    case .pointsAtMost10:
      .refused(
        "\(remove) at frame 0 points \(points) ⟦K304|(1, 1)⟧",
        "\(remove) at frame 0 points \(points) at frame first point ⟦K304|(1, 1)⟧")
    case .pointInFrame:
      .refused(
        "\(remove) at frame 0 point (⟦K302|1.0000001⟧, 0)",
        "\(remove) at frame 0 point (0%, ⟦K302|100.1%⟧)",
        "\(remove) at frame 0 point ⟦K302|(1280px, 0px)⟧")
    case .pointOnce: .refused("\(remove) at frame 0 points (0.5, 0) ⟦K305|(0.50, 0)⟧")
    default:
      .refused(
        "video \"clip.mp4\" ⟦K301|remove⟧ \"x\"",
        "video \"clip.mp4\" ⟦K301|swap⟧ \"x\" for \"y\" from \"corgi.png\"")
    }
  }

  private func imageRow(for rule: ServiceRule) -> Row {
    let add = "video \"clip.mp4\" add \"x\" from"
    return switch rule {
    case .imagesForEditMode:
      .refused(
        "\(add) \"corgi.png\" and \"y\" from \"balloon.png\" ⟦K101|and⟧ \"z\" from \"photo.jpg\"",
        "video \"clip.mp4\" add \"x\"⟦K108|⟧",
        "video \"clip.mp4\" remove \"x\" ⟦K101|from⟧ \"corgi.png\" at frame 0 point (0, 0)")
    case .imageNotEmpty: .refused("\(add) ⟦K501|\"\"⟧")
    case .imageNotDataURL: .refused("\(add) ⟦K409|\"data:image/png;base64,iVBORw0KGgo=\"⟧")
    case .imageURLScheme: .refused("\(add) ⟦K401|\"file:///etc/passwd\"⟧")
    case .imageURLExtension: .refused("\(add) ⟦K402|\"https://example.com/a.webp\"⟧")
    case .imageFormat: .refused("\(add) ⟦K405|\"anim.gif\"⟧")
    case .imageSize: .refused("\(add) ⟦K406|\"huge.png\"⟧")
    case .imageSides: .refused("\(add) ⟦K407|\"small.png\"⟧")
    case .imageAspect: .refused("\(add) ⟦K408|\"long.png\"⟧")
    default: .cannotBeWritten("kedit encodes the files itself")
    }
  }

  private func textRow(for rule: ServiceRule) -> Row {
    let remove = "video \"clip.mp4\" remove \"x\" at frame 0 point (0, 0)"
    let add = "video \"clip.mp4\" add \"x\" from \"corgi.png\" and \"y\" from \"balloon.png\""
    let long = String(repeating: "x", count: 2_501)
    return switch rule {
    case .modelKnown: .refused("\(remove) model ⟦K507|\"kling-v1-5\"⟧")
    case .modeKnown: .refused("\(remove) mode ⟦K507|turbo⟧")
    case .durationKnown: .refused("\(remove) duration ⟦K507|7⟧", "\(remove) duration ⟦K507|\"5\"⟧")
    case .promptNotEmpty: .refused("\(remove) prompt ⟦K501|\"\"⟧")
    case .promptLength: .refused("\(remove) prompt ⟦K502|\"{video}\(long)\"⟧")
    case .promptNamesVideo: .refused("\(remove) prompt ⟦K503|\"Delete {target}\"⟧")
    case .promptNamesImages: .refused("\(add) prompt ⟦K503|\"{video} {image1}\"⟧")
    case .promptNamesNothingElse:
      .refused(
        "\(remove) prompt \"{video} ⟦K504|<<<image_1>>>⟧\"",
        "\(add) prompt \"{video} {image} {image2} ⟦K504|<<<image_3>>>⟧ ⟦K504|<<<dog>>>⟧\"")
    case .negativePromptLength: .refused("\(remove) negative ⟦K502|\"\(long)\"⟧")
    case .callbackURLScheme: .refused("\(remove) callback ⟦K510|\"ftp://example.com\"⟧")
    case .externalTaskIDUnique:
      .refused("\(remove) id \"t\" as a\nremove \"y\" at frame 0 point (0, 0) id ⟦K605|\"t\"⟧")
    case .editModeKnown: .refused("video \"clip.mp4\"\n⟦K102|blur⟧ \"x\" at frame 0 point (0, 0)")
    default: .onlyTheServiceKnows("the rule \(rule.rawValue) has no row: give it one")
    }
  }

  /// The row for rules without one is an answer to nobody.
  @Test(arguments: ServiceRule.allCases)
  func everyRuleHasARow(_ rule: ServiceRule) {
    if case .onlyTheServiceKnows(let reason) = row(for: rule) {
      #expect(!reason.contains("has no row"))
    }
  }
}
