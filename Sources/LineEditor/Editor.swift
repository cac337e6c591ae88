import CEdit
import Glibc

/// libedit's editor of one terminal: it turns keys into a line, which `Editor+Screen` shows.
///
/// One thread at a time uses it, the one that reads.
final class Editor {
  enum Outcome {
    case interrupted
    case stopped
    case endOfInput
  }

  let edit: OpaquePointer
  let terminal: Terminal
  let mailbox: Mailbox
  let settings: LineReader.Settings
  let history: History

  private let sink: UnsafeMutablePointer<FILE>
  let bell: UnsafeMutablePointer<kedit_edit_bell>
  /// The names of commands, which libedit keeps pointers to.
  var names: [UnsafeMutablePointer<wchar_t>] = []
  private let questions: UnsafeMutablePointer<kedit_edit_history>

  /// The terminal has modes of ours: those of editing, or between two lines those of `hold`.
  var isHeld = false
  /// Somebody else has it for a while.
  var isLent = false
  /// Nobody types any more.
  var isAtEnd = false
  /// What was typed since the last line was entered.
  var typedAhead: ArraySlice<KeyDecoder.Event> = []

  var decoder = KeyDecoder()
  var painter: Painter
  /// Why the line was given up, where it was.
  var outcome: Outcome?
  /// What was pasted, until its command takes it up.
  var pasted = ""

  var prompt: [Cell] = []
  var firstRow = 0
  /// What can stand at the cursor, until the next key.
  var candidates: [String] = []

  /// Newest first, as they were when the line was begun.
  var recalled: [String] = []
  var walk: HistoryWalk?
  var search: Search?
  /// What was searched for before.
  var lastPattern = ""
  /// The entry that libedit asked for last.
  var recalledIndex = -1
  var recalledText: UnsafeMutablePointer<wchar_t>?
  /// Where the cursor stood at the key before.
  var lastCursor = 0
  /// What was read of lines that are not edited.
  var plain: [UInt8] = []

  init(
    _ settings: LineReader.Settings, mailbox: Mailbox, history: History
  ) throws(LineReaderError) {
    let terminal = Terminal(input: settings.input, output: settings.output)
    let bell = UnsafeMutablePointer<kedit_edit_bell>.allocate(capacity: 1)
    bell.initialize(to: kedit_edit_bell(rang: false))
    guard let sink = kedit_edit_sink(bell) else {
      bell.deallocate()
      throw .system(ENOMEM)
    }
    guard
      let edit = kedit_edit_open(
        settings.programName, sink, terminal.input, terminal.output)
    else {
      _ = fclose(sink)
      bell.deallocate()
      throw .system(ENOMEM)
    }
    (self.sink, self.bell, self.edit, self.terminal) = (sink, bell, edit, terminal)
    (self.settings, self.mailbox, self.history) = (settings, mailbox, history)
    painter = Painter(
      columns: terminal.size.columns, reflows: Terminal.reflows(settings.variable))
    questions = .allocate(capacity: 1)
    let context = Unmanaged.passUnretained(self).toOpaque()
    questions.initialize(
      to: kedit_edit_history(
        recall: { context, operation, number, found in
          let editor = Unmanaged<Editor>.fromOpaque(context).takeUnretainedValue()
          return UnsafePointer(editor.recall(operation, number, &found.pointee))
        }, context: context))
    // With these arguments none of them can fail but for want of memory, and then libedit goes on
    // without what was asked for.
    _ = kedit_edit_set_context(edit, context)
    _ = kedit_edit_hide_prompt(edit)
    _ = kedit_edit_set_history(edit, questions)
    _ = kedit_edit_set_reader(edit) { edit, key in
      guard let editor = Editor.of(edit), let next = editor.nextKey() else { return 0 }
      key.pointee = wchar_t(bitPattern: next.value)
      return 1
    }
    addCommands()
    bind(Editrc(variable: settings.variable))
  }

  deinit {
    el_end(edit)
    _ = fclose(sink)
    bell.deallocate()
    questions.deallocate()
    recalledText?.deallocate()
    for name in names { name.deallocate() }
  }

  static func of(_ edit: OpaquePointer) -> Editor? {
    kedit_edit_context(edit).map { Unmanaged<Editor>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// A copy with a NUL at its end, to be deallocated.
func wide(_ text: String) -> UnsafeMutablePointer<wchar_t> {
  let scalars = text.unicodeScalars
  let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count + 1)
  for (index, scalar) in scalars.enumerated() {
    (copy + index).initialize(to: wchar_t(bitPattern: scalar.value))
  }
  (copy + scalars.count).initialize(to: 0)
  return copy
}
