import TestSupport
import Testing

/// Characters of every width, long lines, and windows of every size.
@Suite struct WidthTests {
  @Test("A character is one for the cursor, of however many scalars and columns")
  func clusters() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("e\u{301}犬👩‍👩‍👧z", .left)
    try await scene.awaitLine("e\u{301}犬👩‍👩‍👧z", cursorBack: 1)
    scene.terminal.press(.left)
    try await scene.awaitLine("e\u{301}犬👩‍👩‍👧z", cursorBack: 7)
    scene.terminal.press(.left, .left, .right)
    try await scene.awaitLine("e\u{301}犬👩‍👩‍👧z", cursorBack: 9)
    scene.terminal.press(.backspace)
    try await scene.awaitLine("犬👩‍👩‍👧z", cursorBack: 9)
    scene.terminal.press(.delete, .delete)
    try await scene.awaitLine("z", cursorBack: 1)
    scene.terminal.press(.enter)
    try await scene.awaitGot("z")
  }

  @Test("A wide character that does not fit goes to the next row")
  func wrap() async throws {
    let scene = try await EditingScene(columns: 41)
    let line = String(repeating: "犬", count: 12)
    scene.terminal.type(line)
    try await scene.terminal.waitFor("the line") {
      $0.lines[..<2] == ["farm · frame 48 ❯ " + String(repeating: "犬", count: 11), "犬"]
        && $0.cursor == .init(line: 1, column: 2)
    }
    scene.terminal.press(.backspace)
    try await scene.terminal.waitFor("the row to be full") {
      $0.lines[1].isEmpty && $0.cursor == .init(line: 0, column: 40)
    }
  }

  @Test("Where a line exactly fills the row, the cursor stands in the next")
  func exact() async throws {
    let scene = try await EditingScene(columns: 40)
    let line = String(repeating: "x", count: 22)
    scene.terminal.type(line)
    try await scene.terminal.waitFor("the line") {
      $0.lines[0] == EditingScene.prompt + line && $0.cursor == .init(line: 1, column: 0)
    }
    scene.terminal.press(.left)
    try await scene.terminal.waitFor("the cursor") { $0.cursor == .init(line: 0, column: 39) }
    scene.terminal.type("", .right, .enter)
    let screen = try await scene.awaitGot(line)
    #expect(screen.lines[1...].first { !$0.isEmpty }?.hasPrefix("got") == true)
  }

  @Test("A wrapped line is one to who copies it")
  func softWrap() async throws {
    let scene = try await EditingScene(columns: 40)
    let line = (0..<30).map { "word\($0)" }.joined(separator: " ")
    scene.terminal.type(line)
    try await scene.terminal.waitFor("the line") { $0.unwrapped == EditingScene.prompt + line }
  }

  @Test("A line of 10,000 characters is edited as a short one", arguments: [false, true])
  func longLine(isPasted: Bool) async throws {
    let scene = try await EditingScene()
    let line = (0..<2_000).map { "\($0 % 10)犬ab " }.joined()
    if isPasted {
      scene.terminal.press(.paste(line))
    } else {
      scene.terminal.type(line)
    }
    try await scene.terminal.waitFor("its end") {
      $0.lines[23].hasSuffix("9犬ab") && $0.cursor.line == 23
    }
    scene.terminal.press(.home)
    scene.terminal.type("X")
    try await scene.terminal.waitFor("its beginning") {
      $0.lines[0].hasPrefix(EditingScene.prompt + "X0犬ab")
        && $0.cursor == .init(line: 0, column: 19)
    }
    scene.terminal.press(.end, .enter)
    try await scene.terminal.waitFor("what was got") {
      $0.unwrapped.filter { $0 != " " }.contains(
        "got \(("X" + line).debugDescription)".filter { $0 != " " })
    }
  }

  @Test(
    "A window of another size shows the line anew",
    arguments: [(40, 10), (60, 24), (100, 30), (30, 24)])
  func resize(columns: Int, height: Int) async throws {
    let scene = try await EditingScene()
    try await scene.enter("before")
    let line = (0..<20).map { "犬\($0)" }.joined(separator: " ")
    scene.terminal.type(line, .left, .left)
    try await scene.terminal.waitFor("the line") { $0.unwrapped.hasSuffix(line) }
    try scene.terminal.resize(columns: columns, height: height)
    scene.terminal.type("X")
    let changed = line.dropLast(2) + "X" + line.suffix(2)
    // Nothing is lost above the line, and nothing is left over of it.
    let expected =
      "\(EditingScene.prompt)beforegot\"before\"\(EditingScene.prompt)\(changed)".filter {
        $0 != " "
      }
    try await scene.terminal.waitFor("the line in the new window") { screen in
      screen.everything.filter { $0 != " " && $0 != "\n" } == expected
    }
    scene.terminal.press(.enter)
    try await scene.awaitGot(String(changed))
  }
}
