extension Screen {
  /// A command of kitty's graphics protocol, or a chunk of one.
  mutating func graphics(_ body: ArraySlice<UInt8>) {
    let place = Position(line: history.count + state.position.line, column: state.position.column)
    let chunk = GraphicsCommand(body, position: place)
    var command = unfinishedGraphics ?? chunk
    if unfinishedGraphics != nil { command.append(chunk) }
    command.position = place
    if chunk.isUnfinished {
      unfinishedGraphics = command
      return
    }
    unfinishedGraphics = nil
    command.check()
    images.append(command)
    guard kind.showsKittyGraphics else { return }
    if command.problem == nil, command.isShown { moveBehind(command) }
    acknowledge(command)
  }

  /// The cursor goes to the last row of the picture, in the column to its right, unless it is told
  /// to stay.
  private mutating func moveBehind(_ command: GraphicsCommand) {
    guard command.number("C") != 1, command.number("U") != 1 else { return }
    let pixels = kind.cellPixels
    let columns = command.number("c") ?? Self.cells(command.number("s"), pixels?.width)
    let rows = command.number("r") ?? Self.cells(command.number("v"), pixels?.height)
    for _ in 1..<max(2, rows) where rows > 1 { lineFeed() }
    move(to: state.position.line, state.position.column + columns)
  }

  /// How many cells some pixels need; 1 where that cannot be told.
  private static func cells(_ pixels: Int?, _ cell: Int?) -> Int {
    guard let pixels, let cell else { return 1 }
    return (pixels + cell - 1) / cell
  }

  /// Says whether it went well, where the program has named the picture and not asked for silence.
  private mutating func acknowledge(_ command: GraphicsCommand) {
    let names = ["i", "I", "p"].compactMap { key in command.keys[key].map { "\(key)=\($0)" } }
    let quiet = command.number("q") ?? 0
    guard command.keys["i"] != nil || command.keys["I"] != nil,
      command.action != "d", quiet < (command.problem == nil ? 1 : 2)
    else { return }
    reply("\u{1B}_G\(names.joined(separator: ","));\(command.problem ?? "OK")\u{1B}\\")
  }
}
