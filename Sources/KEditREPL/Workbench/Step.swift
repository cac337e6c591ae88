import KEditPlan

/// What an input, or an answer, leads to.
enum Activity: Sendable {
  /// Nothing more: it was answered, or refused.
  case rest
  /// A change of the document, and what follows from it.
  case work(Work)
  /// Something is to be done outside.
  case step(Step)

  static func effect(_ effect: Effect, _ errand: Errand) -> Activity {
    .step(Step(effect: effect, errand: errand))
  }
}

/// An effect whose answer is awaited, and what that is for.
struct Step: Sendable {
  let effect: Effect
  let errand: Errand
}

/// What an effect is for.
enum Errand: Sendable {
  /// For a change of the document, which goes on with the answer.
  case work(Work)
  case show
  /// To submit an edit, with how it stood before, for it stands so again where nothing is sent.
  case submit(former: Standing?)
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
