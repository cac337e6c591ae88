/// The fixed words of a plan as JSON.
enum PlanFormat {
  static let version = "kedit-plan/1"

  static let endpoint = "/v1/videos/multi-elements"
  static let initPath = "\(endpoint)/init-selection"
  static let addPath = "\(endpoint)/add-selection"
  static let previewPath = "\(endpoint)/preview-selection"
  static let taskPath = "\(endpoint)/\(Placeholder.taskID.text)"
}
