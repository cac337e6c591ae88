import KEditEngine
import KlingAPI
import PlainText

/// What is told of an edit that was submitted.
enum OutcomeWords {
  static func line(_ outcome: EditOutcome) -> String {
    let name = label(outcome.edit)
    switch outcome.ending {
    case .done(let result):
      let units =
        outcome.isReused
        ? ", paid for earlier" : result.task.units.map { ", \(harmless($0)) units" } ?? ""
      let files = result.files.map { "\n  " + harmless($0) }.joined()
      return "\(name): done\(units)\(files)"
    case .failed(let failure):
      let messages = failure.messages.map { "\n  " + harmless($0) }.joined()
      return "\(name): failed\(messages)"
    case .skipped(let parent): return "\(name): not made, for it needs \(label(parent))"
    case .left(let leftover):
      let task = leftover.taskID.map { "; its task \(harmless($0)) goes on at the service" } ?? ""
      return "\(name): not waited for\(task); 'submit' or 'kedit resume' takes it up again"
    }
  }
}

/// What an edit is called: by its name, else by its number in the file.
func label(_ name: String) -> String {
  name.first?.isNumber == true ? "edit \(harmless(name))" : "'\(harmless(name))'"
}
