import PlainText

/// What is told of an edit that was submitted.
enum StandingWords {
  static func line(_ standing: Standing) -> String {
    let name = label(standing.name)
    switch standing.stage {
    case .underWay:
      let task = standing.taskID.map { ", task \(harmless($0, limit: 80))" } ?? ""
      return "\(name): under way\(task)"
    case .done(let product):
      let units = product.units.map { "\(harmless($0)) units" }
      let cost =
        product.isReused
        ? ", paid for earlier" + (units.map { " (\($0))" } ?? "") : units.map { ", \($0)" } ?? ""
      let files = product.files.map { "\n  " + harmless($0) }.joined()
      return "\(name): done\(cost)\(files)"
    case .failed(let reasons):
      return "\(name): failed" + reasons.map { "\n  " + harmless($0) }.joined()
    case .skipped(let parent): return "\(name): not made, for it needs \(label(parent))"
    case .left:
      let task =
        standing.taskID.map { "; its task \(harmless($0, limit: 80)) goes on at the service" } ?? ""
      return "\(name): not waited for\(task); 'submit' or 'kedit resume' takes it up again"
    }
  }
}

/// What an edit is called: by its name, else by its number in the file.
func label(_ name: String) -> String {
  name.first?.isNumber == true ? "edit \(harmless(name))" : "'\(harmless(name))'"
}
