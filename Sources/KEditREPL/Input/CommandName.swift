/// The commands that the session has beside the language.
package enum CommandName: String, CaseIterable, Sendable {
  case mark
  case unmark
  case undo
  case redo
  case clear
  case marks
  case frame
  case preview
  case prompt
  case set
  case plan
  case check
  case submit
  case tasks
  case wait
  case cancel
  case results
  case use
  case edit
  case save
  case load
  case source
  case history
  case status
  case help
  case quit

  /// Whether a prefix is not enough: it costs money, or takes much away.
  package var mustBeWhole: Bool { self == .submit || self == .clear }

  /// Whether the word is also one of the language, which then decides by what follows.
  package var isAlsoKeyword: Bool {
    switch self {
    case .frame, .preview, .prompt, .save, .set: true
    default: false
    }
  }

  /// Whether what the language has stands behind it, which may go on in the next line.
  var takesPoints: Bool { self == .mark || self == .unmark }

  /// How it is called.
  package var usage: String {
    switch self {
    case .mark: "mark [at] MOMENT [point] POINT…"
    case .unmark: "unmark MOMENT [point] [POINT…]"
    case .frame: "frame N"
    case .prompt: "prompt [TEXT]"
    case .set: "set [OPTION VALUE]"
    case .plan: "plan [json|curl]"
    case .submit: "submit [NAME] [fresh]"
    case .tasks: "tasks [PAGE|ID]"
    case .wait: "wait [NAME]"
    case .cancel: "cancel [NAME]"
    case .use: "use NAME"
    case .save: "save FILE.kedit"
    case .load: "load FILE"
    case .source: "source FILE"
    case .history: "history [N]"
    case .help: "help [TOPIC]"
    default: rawValue
    }
  }

  /// What it does, in a line.
  package var summary: String {
    switch self {
    case .mark: "Mark the element, and look at its mask."
    case .unmark: "Take points away again, or all of a frame."
    case .undo: "Take the last change back."
    case .redo: "Do again what was undone."
    case .clear: "Take all marks of the edit away."
    case .marks: "The marks, with area and box of each mask."
    case .frame: "The frame that later marks are on."
    case .preview: "Render the masks over the video, and save it."
    case .prompt: "What would be sent; with a text, change it."
    case .set: "The options of all edits; change one."
    case .plan: "Every call, in order, and what it may cost."
    case .check: "Check everything as a file is checked."
    case .submit: "Send the edit, after a question: this costs."
    case .tasks: "The account's tasks at the service, or one."
    case .wait: "Wait for what was submitted."
    case .cancel: "Stop waiting; the service goes on with it."
    case .results: "What was made, and where it lies."
    case .use: "Go back to another edit of the session."
    case .edit: "Change the text in $VISUAL or $EDITOR."
    case .save: "Write it as a file that makes the same plan."
    case .load: "Take a file in the place of everything."
    case .source: "Type the lines of a file."
    case .history: "The lines that were typed."
    case .status: "Where one is."
    case .help: "The commands, or one of them."
    case .quit: "Leave."
    }
  }
}
