package import KEditSyntax
package import MediaFacts

/// A small file that can be checked as it stands, with the files that it needs beside it.
package struct Example: Sendable {
  /// A file beside the example.
  package struct Companion: Sendable {
    package let name: String
    package let content: Content

    /// What there is to say of it.
    package enum Content: Sendable {
      /// An image or a video; its size in bytes and what is in it.
      case media(byteCount: Int, FileFacts.Media)
      case text(String)
    }
  }

  /// What the file is called.
  package let name: String
  package let content: [UInt8]
  package let companions: [Companion]
  /// Values for parameters as `--param` takes them, `NAME=VALUE`.
  package let parameters: [String]
  /// The companion that `--each` takes for its table.
  package let table: String?
  /// Whether the fault shows only when a plan is made.
  package let needsPlan: Bool
  /// What is found besides, because of the same fault.
  package let alsoFound: Set<DiagnosticCode>

  init(
    _ text: String, name: String = "spec.kedit", with companions: [Companion] = [],
    parameters: [String] = [], table: String? = nil, needsPlan: Bool = false,
    alsoFound: Set<DiagnosticCode> = []
  ) {
    self.init(
      bytes: Array(text.utf8), name: name, with: companions, parameters: parameters, table: table,
      needsPlan: needsPlan, alsoFound: alsoFound)
  }

  /// For what cannot be written as a text.
  init(
    bytes: [UInt8], name: String = "spec.kedit", with companions: [Companion] = [],
    parameters: [String] = [], table: String? = nil, needsPlan: Bool = false,
    alsoFound: Set<DiagnosticCode> = []
  ) {
    self.name = name
    content = bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")]
    self.companions = companions
    self.parameters = parameters
    self.table = table
    self.needsPlan = needsPlan
    self.alsoFound = alsoFound
  }

  /// The command line that checks it, without the program.
  package var arguments: [String] {
    [needsPlan ? "plan" : "check", name] + parameters.flatMap { ["--param", $0] }
      + (table.map { ["--each", $0] } ?? [])
  }
}

extension Example: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    self.init(text)
  }
}

extension Example.Companion {
  static func image(
    _ name: String, _ width: Int, _ height: Int, byteCount: Int = 200_000
  ) -> Example.Companion {
    let facts = ImageFacts(
      format: name.hasSuffix(".png") ? .png : .jpeg, width: width, height: height)
    return Example.Companion(
      name: name, content: .media(byteCount: byteCount, .image(facts)))
  }

  /// A video as a camera or an editor would have made it: 1280 by 720 at 30 frames a second, 5 s
  /// long, unless something else is said.
  static func video(
    _ name: String, milliseconds: Int = 5_000, width: Int = 1280, height: Int = 720,
    framesPerSecond: Int = 30
  ) -> Example.Companion {
    let isMatroska = name.hasSuffix(".mkv")
    let facts = VideoFacts(
      isMP4OrMOV: !isMatroska,
      container: isMatroska ? "matroska,webm" : "mov,mp4,m4a,3gp,3g2,mj2", width: width,
      height: height, frameRate: Rational(framesPerSecond, 1),
      durationMilliseconds: milliseconds, frameCount: milliseconds * framesPerSecond / 1_000,
      hasAudio: false)
    return Example.Companion(name: name, content: .media(byteCount: 2_000_000, .video(facts)))
  }

  static func unprobedVideo(_ name: String) -> Example.Companion {
    Example.Companion(name: name, content: .media(byteCount: 2_000_000, .unprobedVideo))
  }

  /// Neither a video nor an image; what it is, for a message.
  static func other(_ name: String, _ words: String) -> Example.Companion {
    Example.Companion(name: name, content: .media(byteCount: 2_000_000, .other(words)))
  }

  static func text(_ name: String, _ text: String) -> Example.Companion {
    Example.Companion(name: name, content: .text(text.hasSuffix("\n") ? text : text + "\n"))
  }
}
