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
  private var names: [UnsafeMutablePointer<wchar_t>] = []
  private let questions: UnsafeMutablePointer<kedit_edit_history>

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
  private var recalledText: UnsafeMutablePointer<wchar_t>?
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
      columns: terminal.size.columns, reflows: Terminal.reflows(settings.environment))
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
    bind(Editrc(environment: settings.environment))
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

  // MARK: Keys

  private func addCommands() {
    add(.paste) { edit, _ in Editor.of(edit)?.insertPaste() ?? UInt8(CC_ERROR) }
    add(.complete) { edit, _ in Editor.of(edit)?.complete() ?? UInt8(CC_ERROR) }
    add(.previous) { edit, _ in Editor.of(edit)?.walkBack() ?? UInt8(CC_ERROR) }
    add(.next) { edit, _ in Editor.of(edit)?.walkForth() ?? UInt8(CC_ERROR) }
    add(.search) { edit, _ in Editor.of(edit)?.searchHistory() ?? UInt8(CC_ERROR) }
    add(.deleteBack) { edit, _ in Editor.of(edit)?.deleteBack() ?? UInt8(CC_ERROR) }
    add(.deleteForth) { edit, _ in Editor.of(edit)?.deleteForth() ?? UInt8(CC_ERROR) }
    add(.moveToEnd) { edit, _ in Editor.of(edit)?.moveToEnd() ?? UInt8(CC_ERROR) }
    add(.clearScreen) { edit, _ in Editor.of(edit)?.clearScreen() ?? UInt8(CC_ERROR) }
  }

  private func add(_ command: Bindings.Command, _ function: kedit_edit_command) {
    let (name, help) = (wide(command.rawValue), wide(command.help))
    names += [name, help]
    _ = kedit_edit_add(edit, name, help, function)
  }

  /// Our bindings, then the user's. To choose vi keys forgets all bindings, so what is chosen comes
  /// first, and the user's own come last and win.
  private func bind(_ editrc: Editrc) {
    run(["bind", "-e"])
    for command in editrc.commands { run(command) }
    // Ctrl-C, Ctrl-Z and Ctrl-\ are keys: a signal might come to any thread, and at any moment.
    run(["setty", "-d", "-isig"])
    decoder.isVi = kedit_edit_is_vi(edit)
    decoder.viEscape = Bindings.Key.escape.scalar
    decoder.keys = Bindings.keys
    for command in Bindings.commands(isVi: decoder.isVi) { run(command) }
    for command in editrc.commands where !Editrc.choosesKeys(command) {
      for command in Editrc.spelledOut(command) {
        run(command)
        if let sequence = Editrc.escapeSequence(boundBy: command) { decoder.bound.insert(sequence) }
      }
    }
  }

  private func run(_ command: [String]) {
    var words = command.map { UnsafePointer<CChar>(strdup($0)) }
    defer { for word in words { free(UnsafeMutablePointer(mutating: word)) } }
    words.append(nil)
    // What libedit does not know it leaves undone, as in every program that reads ~/.editrc.
    _ = el_parse(edit, Int32(command.count), &words)
  }

  // MARK: The line

  /// The line, and how many Unicode scalars stand before the cursor.
  var line: (text: String, cursor: Int) {
    guard let info = el_wline(edit)?.pointee, let start = info.buffer else { return ("", 0) }
    var text = String.UnicodeScalarView()
    for scalar in UnsafeBufferPointer(start: start, count: info.lastchar - start) {
      // libedit has what it was given, and that were Unicode scalars.
      text.append(Unicode.Scalar(UInt32(bitPattern: scalar)) ?? "\u{FFFD}")
    }
    return (String(text), info.cursor - start)
  }

  func insert(_ text: String) {
    let characters = wide(text)
    defer { characters.deallocate() }
    // It fails for want of memory, and for no text.
    _ = el_winsertstr(edit, characters)
  }

  func delete(_ range: Range<Int>) {
    kedit_edit_delete(edit, range.lowerBound, range.upperBound)
  }

  func replaceLine(with text: String) {
    delete(0..<line.text.unicodeScalars.count)
    insert(text)
  }

  /// How many Unicode scalars stand before the cursor.
  var cursorOffset: Int { Int(el_cursor(edit, 0)) }

  /// Moves the cursor; beyond the end, to the end.
  func moveCursor(to offset: Int) {
    guard let info = el_wline(edit)?.pointee, let start = info.buffer else { return }
    let target = min(max(offset, 0), info.lastchar - start)
    _ = el_cursor(edit, Int32(clamping: target - cursorOffset))
  }

  // MARK: History, as libedit asks for it

  private func recall(
    _ operation: Int32, _ number: Int32, _ found: inout Int32
  ) -> UnsafeMutablePointer<wchar_t>? {
    let index =
      switch operation {
      case H_FIRST: 0
      case H_LAST: recalled.count - 1
      case H_NEXT: recalledIndex + 1
      case H_PREV: recalledIndex - 1
      case H_CURR: recalledIndex
      case H_SET: recalled.count - Int(number)
      default: -1
      }
    guard recalled.indices.contains(index) else { return nil }
    recalledIndex = index
    recalledText?.deallocate()
    recalledText = wide(recalled[index])
    found = Int32(clamping: recalled.count - index)
    return recalledText
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
