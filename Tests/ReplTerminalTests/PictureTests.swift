import PNGCodec
import TestSupport
import Testing

/// Masks before one's eyes, as far as the terminal can.
@Suite("Pictures at the terminal") struct PictureTests {
  private static let point = "mark frame 0 (0.77, 0.30)"

  private func marked(
    _ arguments: [String] = [], environment: [String: String] = [:], kind: TerminalKind = .xterm
  ) async throws -> Screen {
    let scene = try await ReplWorld().start(arguments, environment: environment, kind: kind)
    try await scene.enter(ReplScene.video)
    scene.terminal.type(Self.point, .enter)
    try await scene.awaitPrompt("farm · frame 0 · 1 point ❯")
    #expect(scene.terminal.screen.unknown.isEmpty)
    return scene.terminal.screen
  }

  private static func colors(of screen: Screen) -> [Screen.Color] {
    (0..<screen.height).flatMap { line in
      (0..<screen.columns).compactMap { column in
        let cell = screen.cell(at: .init(line: line, column: column))
        return ["▀", "▄"].contains(cell.text) ? cell.style.foreground : nil
      }
    }
  }

  @Test("Half blocks, in 256 colours or in all of them", arguments: ["", "truecolor"])
  func blocks(_ colorTerm: String) async throws {
    let screen = try await marked(environment: ["COLORTERM": colorTerm])
    let colors = Self.colors(of: screen)
    #expect(colors.count > 500)
    for color in colors {
      switch color {
      case .rgb: #expect(colorTerm == "truecolor")
      case .palette: #expect(colorTerm.isEmpty)
      case .standard: break
      }
    }
  }

  @Test("A terminal that says it can is given a PNG; what is typed meanwhile is not lost")
  func kitty() async throws {
    let scene = try await ReplWorld().start([], kind: .kitty)
    try await scene.enter(ReplScene.video)
    scene.terminal.type(Self.point, .enter)
    try await scene.awaitWork()
    scene.terminal.type("help poi")
    try await scene.awaitLine("help poi")
    let shown = scene.terminal.screen.images.filter(\.isShown)
    #expect(shown.count == 1)
    let image = try PNG.decode(try #require(shown.first).payload)
    #expect(image.width == 1280 && image.height >= 720)
    scene.terminal.type("nts", .enter)
    try await scene.terminal.waitForText("fractions of width and height")
  }

  @Test(
    "None where they are not wanted or the terminal has no way to show them",
    arguments: [["--pictures", "off"], ["NO_COLOR=1"], ["TERM=dumb"]])
  func none(_ how: [String]) async throws {
    let pair = how[0].split(separator: "=").map(String.init)
    let scene = try ReplWorld().launch(
      pair.count == 2 ? [] : how, environment: pair.count == 2 ? [pair[0]: pair[1]] : [:],
      kind: .kitty)
    for line in [ReplScene.video, Self.point] {
      try await scene.terminal.waitFor("the prompt") { $0.currentLine.hasSuffix("❯") }
      scene.terminal.type(line, .enter)
    }
    try await scene.terminal.waitFor("the prompt") { $0.currentLine.hasSuffix("1 point ❯") }
    #expect(scene.terminal.screen.images.isEmpty)
    #expect(Self.colors(of: scene.terminal.screen).isEmpty)
  }

  @Test("Without ffmpeg the mask is shown alone, and that is said once")
  func maskAlone() async throws {
    let scene = try await ReplWorld().start([], environment: ["PATH": "/nowhere"])
    try await scene.enter(ReplScene.video)
    try await scene.enter(
      Self.point, tells: "ffmpeg is not installed, so masks are shown without their frames")
    #expect(Self.colors(of: scene.terminal.screen).count > 100)
    let again = try await scene.enter("mark frame 9 (0.5, 0.5)")
    #expect(!again.contains("ffmpeg") && again.contains("▀"))
  }
}
