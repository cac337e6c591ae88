package import KEditEngine
package import KEditPlan
package import KEditSyntax
package import KlingAPI
package import KlingMasks

/// What a person is told; how it looks is a terminal's affair.
package enum Message: Sendable {
  /// Lines that answer, without the end of the last one.
  case text(String)
  /// Text of the language.
  case spec(String)
  /// A plan, in one of the forms that `kedit plan` has.
  case plan(Plan, PlanForm)
  case failure(Failure.Kind, String, help: String?)
  /// What is wrong with the text; the sources that the findings are about.
  case findings([Diagnostic], in: [SourceText], omittedErrors: Int)
  case warning(String, help: String?)
  case mask(MaskView)

  static func text(_ lines: [String]) -> Message { .text(lines.joined(separator: "\n")) }
}

package enum PlanForm: String, CaseIterable, Sendable {
  case text
  case json
  case curl
}

/// A mask to be looked at, over its frame.
package struct MaskView: Sendable {
  /// What the video is, for its frames to be fetched.
  package let video: VideoReference
  /// What a local video's path starts from.
  package let folder: String
  package let parsed: ParsedVideo
  /// Counted from 0.
  package let frame: Int
  package let mask: RunLengthMask
  package let points: [Point]
}
