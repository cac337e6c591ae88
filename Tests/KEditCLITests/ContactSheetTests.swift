import KEditCLI
import KlingSimulator
import PosixFiles
import Programs
import TestSupport
import Testing

@Suite("kedit show --html")
struct ContactSheetTests {
  private static let browser = ProcessEnvironment.variable("KEDIT_CHROMIUM")

  /// A run over the drawn farm, with a preview, and its page.
  private func sheet() async throws -> (scene: RunScene, page: String) {
    let scene = try RunScene()
    try FileSystem.write(
      try ExampleMedia.bytes("farm.mp4"),
      to: scene.folder("farm.mp4"))
    try scene.folder.write(
      "farm.kedit",
      """
      video "farm.mp4"
      remove "the <chick> & co" at frame 0 point (0.17, 0.83) at frame 30 point (0.3, 0.8) as clean
      """)
    let run = await scene.ask(
      "run", "farm.kedit", "-y", "--preview", "--output-dir", "out files",
      environment: ["KEDIT_UPLOAD_URL": scene.server.uploadURL])
    #expect(run.code == .done, "\(run.error)")
    let shown = await scene.ask("show", "1", "--html", "sheet.html")
    #expect(shown.code == .done, "\(shown.error)")
    #expect(shown.output.isEmpty)
    let bytes = try FileSystem.read(scene.folder("sheet.html"), limit: 64 << 20)
    return (scene, String(decoding: bytes, as: UTF8.self))
  }

  @Test("A page shows each edit with its frames, its prompt, what it cost, and its videos")
  func everything() async throws {
    let (_, page) = try await sheet()
    for words in [
      "<title>run 1: farm.kedit, done</title>", "<h2>clean ", "class=\"state good\">done",
      "Delete the &lt;chick&gt; &amp; co from &lt;&lt;&lt;video_1&gt;&gt;&gt;",
      "frame 0, 1 point, area ", "frame 30, 1 point, area ", "3 charged",
      "src=\"./farm.mp4\"", "src=\"./out%20files/clean.mp4\"", "out files/clean.mp4",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(page.components(of: "data:image/png;base64,") == 2)
  }

  @Test("Before an edit of a result stands that result, and not a film of masks")
  func chained() async throws {
    let scene = try RunScene()
    let run = await scene.run("chain.kedit", "-y", "--preview")
    #expect(run.code == .done, "\(run.error)")
    #expect(try scene.folder.names().contains("clean.preview.mp4"))
    #expect(await scene.ask("show", "1", "--html", "sheet.html").code == .done)
    let page = String(
      decoding: try FileSystem.read(scene.folder("sheet.html"), limit: 64 << 20), as: UTF8.self)
    #expect(page.contains("before: <a href=\"./clean.mp4\">"))
    #expect(!page.contains("before: <a href=\"./clean.preview.mp4\">"))
  }

  @Test("A page asks nobody for anything: no script, and no address but files beside it")
  func selfContained() async throws {
    let (_, page) = try await sheet()
    #expect(!page.contains("<script"))
    #expect(!page.contains("src=\"http") && !page.contains("url("))
    #expect(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"))
  }

  @Test("A page never takes the place of a result")
  func sparesResults() async throws {
    let (scene, _) = try await sheet()
    let run = await scene.ask("show", "1", "--html", "out files/clean.mp4")
    #expect(run.code == .usage)
    #expect(run.error.contains("is a file of the run"))
    let nowhere = await scene.ask("show", "1", "--html", "no/such/folder.html")
    #expect(nowhere.code == .localFile)
  }

  @Test("Names and prompts are text, whatever is in them")
  func escaping() {
    #expect(
      html("<a href='x'>&\"\u{1B}\u{202E}")
        == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\\u{1B}\\u{202E}")
    #expect(relativeURL(ofPath: "a b/ü?#.mp4") == "./a%20b/%C3%BC%3F%23.mp4")
    #expect(relativeURL(ofPath: "/x/y.mp4") == "file:///x/y.mp4")
    #expect(relativeURL(ofPath: "../y.mp4") == "./../y.mp4")
  }

  @Test("A browser shows the page without a complaint", .enabled(if: browser != nil))
  func inBrowser() async throws {
    let (scene, _) = try await sheet()
    let process = ChildProcess(
      try #require(Self.browser),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(scene.folder("profile"))",
        "--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom",
        "file://\(scene.folder("sheet.html"))",
      ], environment: ProcessEnvironment.variables(), timeout: .seconds(60), outputLimit: 64 << 20)
    let outcome = try await process.run()
    #expect(outcome.succeeded)
    let page = String(decoding: outcome.output, as: UTF8.self)
    #expect(page.components(of: "<img ") == 2 && page.components(of: "<video ") >= 3)
    #expect(page.contains("frame 30, 1 point"))
    let log = String(decoding: outcome.errorOutput, as: UTF8.self)
    #expect(!log.contains("CONSOLE"), "\(log)")
  }
}

extension String {
  /// How often another text stands in it.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
