import CEdit
import Glibc

/// Which keys do what.
extension Editor {
  func addCommands() {
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
  func bind(_ editrc: Editrc) {
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
        if let sequence = Editrc.escapeSequence(boundBy: command) { decoder.bound.append(sequence) }
      }
    }
  }

  func run(_ command: [String]) {
    var words = command.map { UnsafePointer<CChar>(strdup($0)) }
    defer { for word in words { free(UnsafeMutablePointer(mutating: word)) } }
    words.append(nil)
    // What libedit does not know it leaves undone, as in every program that reads ~/.editrc.
    _ = el_parse(edit, Int32(command.count), &words)
  }
}
