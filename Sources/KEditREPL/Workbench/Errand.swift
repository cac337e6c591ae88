import KEditEngine
import KEditPlan
import KEditSyntax

/// What an effect is for that changes no marks.
enum Errand: Sendable {
  case show
  /// To submit, with how the edit stood before, for it stands so again where nothing is sent.
  case submit(Standing?, EditOutcome?)
  /// To judge the whole text once its files were looked at.
  case judge(Judgement)
  case save(text: String)
  case load
  case source
  case edit

  /// What the whole text is judged for.
  enum Judgement: Sendable {
    case check
    case plan(PlanForm)
  }
}
