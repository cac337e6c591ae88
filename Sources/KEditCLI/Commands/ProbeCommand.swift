import KEditCompiler
import KEditPlan
import KEditSyntax
import MediaFacts
import OrderedJSON
import PlainText

/// `kedit probe`: what a video is, and whether the service takes it.
struct ProbeCommand: Command {
  static let description = CommandDescription(
    name: "probe",
    summary: "Show what a video is, and what the service would refuse in it.",
    discussion: """
      VIDEO is a file or a link. Shown are its size, rate, frames and length, whether it has sound, and
      which duration fits; what the service would refuse is told in the words of 'kedit check', with the
      ffmpeg command that mends it. ffprobe must be installed, which ffmpeg brings.

      Exit codes: 0 the service takes it; 1 it would be refused; 2 ffprobe is not installed; 3 a link
      cannot be reached; 7 the file cannot be read.
      """,
    operands: .one("VIDEO"),
    options: [ReportFormat.option.declaration] + CommonOptions.all,
    examples: [
      ("kedit probe farm.mp4", "See whether the service takes it."),
      ("kedit probe farm.mp4 --format json", "The same for a program."),
    ])

  private let video: String
  private let format: ReportFormat

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.video = arguments.operands[0]
    self.format = try arguments.value(ReportFormat.option) ?? .text
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let facts = try await VideoFile.open(video, context).facts(context)
    if facts.media == .unprobedVideo { throw VideoFile.withoutProgram("ffprobe") }
    let page = ProbePage(
      name: video, facts: facts, findings: VideoJudgement.findings(on: facts, named: video))
    switch format {
    case .json: context.write(page.json)
    case .text:
      context.io.output.write(page.text)
      for finding in page.findings { context.report(finding) }
    }
    return page.findings.isEmpty ? .done : .faultyFile
  }
}

/// What is known of a video.
struct ProbePage: Sendable {
  let name: String
  let facts: FileFacts
  /// What the service would refuse.
  let findings: [Diagnostic]

  /// `nil` for what is none.
  private var video: VideoFacts? { if case .video(let video) = facts.media { video } else { nil } }

  private func fitting(_ video: VideoFacts) -> TaskDuration? {
    VideoRules.duration(forLocalMilliseconds: video.durationMilliseconds)
  }

  // MARK: For a person

  var text: String {
    guard let video else { return "" }
    let rows: [(String, [String])] = [
      ("size", ["\(video.width) × \(video.height)"]),
      ("rate", ["\(rate(video.frameRate)) frames a second"]),
      ("frames", ["\(video.frameCount), from 0 to \(video.frameCount - 1)"]),
      ("length", ["\(seconds(video)) s"]),
      ("sound", [video.hasAudio ? "yes" : "no"]),
      ("container", [harmless(video.container, limit: 80)]),
      ("duration", [fitting(video)?.rawValue ?? "none fits"]),
    ]
    let lines = [harmless(name)] + FactRows.lines(rows)
    return (lines + (findings.isEmpty ? ["the service takes it"] : [])).joined(separator: "\n")
      + "\n"
  }

  private func seconds(_ video: VideoFacts) -> DecimalNumber {
    DecimalNumber(video.durationMilliseconds).scaled(byPowerOfTen: -3)
  }

  private func rate(_ rate: Rational) -> String {
    rate.numerator % rate.denominator == 0
      ? "\(rate.numerator / rate.denominator)" : "\(rate.numerator)/\(rate.denominator)"
  }

  // MARK: For a program

  var json: JSON {
    var object: JSONObject = [
      "format": "kedit-probe/1", "video": .string(name), "accepted": .bool(findings.isEmpty),
      "sha256": .string(facts.sha256), "size": .int(facts.byteCount),
    ]
    if let video {
      object["container"] = .string(video.container)
      object["width"] = .int(video.width)
      object["height"] = .int(video.height)
      object["frame_rate"] = .string(rate(video.frameRate))
      object["frame_count"] = .int(video.frameCount)
      object["duration_ms"] = .int(video.durationMilliseconds)
      object["has_sound"] = .bool(video.hasAudio)
      object["fitting_duration"] = .text(fitting(video)?.rawValue)
    }
    object["findings"] = .array(
      findings.map { finding in
        [
          "code": .string(finding.code.rawValue), "message": .string(finding.message),
          "help": .text(finding.help),
        ]
      })
    return .object(object)
  }
}
