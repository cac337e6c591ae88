/// An edit of a plan file as far as it could be read, and where its parts stand.
struct ReadEdit {
  let node: PlanNode
  var name: PlanNode?
  var dependsOn: PlanNode?
  var fingerprint: PlanNode?
  var save: PlanNode?
  /// The author's id, where there is one.
  var externalTaskID: PlanNode?
  /// `video_id` or `video_url`.
  var video: PlanNode?
  /// The whole edit; `nil` where a part could not be read.
  var edit: PlannedEdit?
  /// The name where it could be read, even if nothing else could.
  var readName: String?
}
