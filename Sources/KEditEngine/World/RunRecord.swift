package import KEditPlan

/// What a run is, so that another process can go on with it.
package struct RunRecord: Hashable, Sendable {
  package var plan: Plan
  /// The folder that paths of the plan are relative to; absolute.
  package var sourceFolder: String
  /// Absolute.
  package var outputFolder: String
  /// Whether the masks of every edit are rendered.
  package var preview: Bool
  /// What makes the tasks other ones than those of earlier runs (`--fresh`).
  package var randomPart: String?
  /// What the run with its resumes may cost.
  package var maximumUnits: DecimalNumber?

  package init(
    plan: Plan, sourceFolder: String, outputFolder: String, preview: Bool = false,
    randomPart: String? = nil, maximumUnits: DecimalNumber? = nil
  ) {
    self.plan = plan
    self.sourceFolder = sourceFolder
    self.outputFolder = outputFolder
    self.preview = preview
    self.randomPart = randomPart
    self.maximumUnits = maximumUnits
  }
}
