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
  /// The name as it stands there, be it one or not, so that nobody misses it.
  var readName: String?
}
