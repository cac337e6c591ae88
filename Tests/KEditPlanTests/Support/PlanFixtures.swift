import KEditPlan

/// Edits to begin from, sound and as plain as they can be.
enum Sample {
  static let url = "https://example.com/animals-output-5s.mp4"

  static func removal(
    _ name: String, of video: VideoReference = .url(url), prompt: String = "x <<<video_1>>>"
  ) -> PlannedEdit {
    PlannedEdit(
      name: name, position: PlannedEdit.Position(line: 2, column: 1), mode: .removal, video: video,
      selections: [
        Selection(
          frame: .index(0), points: [PointReference(x: .fraction(0.77), y: .fraction(0.3))])
      ],
      preview: false, task: task(prompt: prompt), save: "\(name).mp4", fingerprint: "")
  }

  static func task(prompt: String) -> TaskRequest {
    TaskRequest(
      model: "kling-v1-6", images: [], prompt: prompt, negativePrompt: nil, quality: .std,
      duration: .auto, watermark: nil, callbackURL: nil, externalTaskID: nil)
  }
}
