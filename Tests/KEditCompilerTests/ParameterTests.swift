import KEditPlan
import KEditSyntax
import Testing

@testable import KEditCompiler

@Suite struct ParameterTests {
  private static let video = "video \"https://example.com/a.mp4\"\n"
  private static let mark = " at frame 0 point (0.5, 0.5)"

  private func plan(
    _ text: String, _ arguments: (name: String, value: String)...
  ) throws -> [PlannedEdit] {
    let compilation = CompileCase(files: ["spec.kedit": text], arguments: arguments).compile()
    #expect(compilation.diagnostics == [])
    return try #require(compilation.plan).edits
  }

  @Test func fillsEveryPlaceThatAParameterMayStandIn() throws {
    let edits = try plan(
      """
      param source param picture param what param where_to param note param file param task
      param spot param other param moment param frame_number param x param quality param length
      param words param ban param back param mark param look param tongue param which
      param full
      video v = {source}
      image i = {picture}
      remove {what} in v at {moment} point {spot} at frame {frame_number} points ({x}, 0.5) {other}
        save "{file}/{file}" id {task} mode {quality} duration {length} negative {ban}
        callback {back} watermark {mark} preview {look} language {tongue} model {which}
      add "a {what}" from i onto {where_to} in v prompt "Put {element} of {image} on {video}, {note}"
      remove "z" in v\(Self.mark) prompt {full}
      swap "a" for "b" from {picture} in {source}\(Self.mark) prompt {words} as s
      """,
      ("source", "https://example.com/b.mp4"), ("picture", "corgi.png"),
      ("what", "the \"dog\" {x}"),
      ("where_to", "a roof"), ("note", "<softly>"), ("file", "out"), ("task", "t-1"),
      ("spot", "(0.25, 0.75)"), ("other", "(50%,10%)"), ("moment", "1.5s"), ("frame_number", "12"),
      ("x", "0.125"), ("quality", "pro"), ("length", "10"), ("ban", "blur"),
      ("back", "https://example.com/hook"), ("mark", "on"), ("look", "on"), ("tongue", "zh"),
      ("which", "none"), ("words", "swap <<<image_1>>> in <<<video_1>>>"),
      ("full", "Delete it from <<<video_1>>>"))
    let first = edits[0]
    #expect(first.video == .url("https://example.com/b.mp4"))
    #expect(first.task.prompt == "删除<<<video_1>>>中的the \"dog\" {x}")
    #expect(
      first.selections == [
        Selection(
          frame: .time(DecimalNumber(15).scaled(byPowerOfTen: -1)),
          points: [PointReference(x: .fraction(0.25), y: .fraction(0.75))]),
        Selection(
          frame: .index(12),
          points: [
            PointReference(x: .fraction(0.125), y: .fraction(0.5)),
            PointReference(x: .fraction(0.5), y: .fraction(0.1)),
          ]),
      ])
    #expect(first.save == "out/out.mp4")
    #expect(first.task.externalTaskID == "t-1")
    #expect(first.task.quality == .pro)
    #expect(first.task.duration == .ten)
    #expect(first.task.negativePrompt == "blur")
    #expect(first.task.callbackURL == "https://example.com/hook")
    #expect(first.task.watermark == true)
    #expect(first.preview)
    #expect(first.task.model == nil)
    #expect(
      edits[1].task.prompt == "Put a the \"dog\" {x} of <<<image_1>>> on <<<video_1>>>, <softly>")
    #expect(edits[2].task.prompt == "Delete it from <<<video_1>>>")
    #expect(edits[3].task.prompt == "swap <<<image_1>>> in <<<video_1>>>")
    #expect(edits[3].video == .url("https://example.com/b.mp4"))
  }

  @Test func takesDefaultsAndGivesTheCommandLineTheLastWord() throws {
    let text = """
      \(Self.video)param who = "the \\"dog\\"" param n = 7 param p = (10%, 20%) param t = 500ms
      param f = frame last param q = 988px
      remove "{who} {n}" at frame {n} point {p} at {t} point ({q}, 0px) at {f} point {p}
      """
    let edit = try plan(text)[0]
    #expect(edit.task.prompt == "Delete the \"dog\" 7 from <<<video_1>>>")
    #expect(
      edit.selections.map(\.frame) == [
        .index(7), .time(DecimalNumber(5).scaled(byPowerOfTen: -1)), .last,
      ])
    #expect(edit.selections[1].points == [PointReference(x: .pixel(988), y: .pixel(0))])
    let given = try plan(text, ("who", "a cat"), ("f", "frame first"), ("n", "3"))[0]
    #expect(given.task.prompt == "Delete a cat 3 from <<<video_1>>>")
    #expect(given.selections.map(\.frame).last == .index(0))
  }

  /// The names of parameters are their own: a video may be called the same, and so may a word of the
  /// language.
  @Test func hasANamespaceOfItsOwn() throws {
    let edits = try plan(
      "param v = \"x\" param mode = \"pro\" video v = \"clip.mp4\"\n"
        + "remove {v} in v\(Self.mark) mode {mode}")
    #expect(edits[0].task.quality == .pro)
  }

  /// `check` asks for no value, and finds what is wrong all the same.
  @Test func isAnUnknownToCheck() {
    var compile = CompileCase(files: [
      "spec.kedit": """
      \(Self.video)param who param spot param m
      remove {who} at frame 0 point {spot} at frame 0 point (⟦K302|2.5⟧, 0.5) mode {m}
      """
    ])
    compile.purpose = .check
    compile.expect()
    #expect(compile.compile().plan == nil)
  }

  @Test(arguments: [
    "\(video)param ⟦K703|who⟧ remove {who}\(mark)",
    "\(video)param ⟦K703|spot⟧ param ⟦K206|idle⟧ = 5 remove \"x\" at frame 0 point {spot}",
    "\(video)param who = \"x\" param ⟦K202|who⟧ = \"y\" remove {who}\(mark)",
    "\(video)param ⟦K705|target⟧ = \"x\" remove \"x\"\(mark)",
    "\(video)param n = 5 remove ⟦K704|{n}⟧\(mark)",
    "\(video)param n = 5 remove \"x\" at frame 0 point ⟦K704|{n}⟧",
    "\(video)param p = (0.5, 0.5) remove \"x {p⟦K112|⟧".replacing("{p⟦K112|⟧", with: "⟦K704|{p}⟧\"")
      + mark,
    "\(video)param t = \"x\" remove \"x\" at ⟦K704|{t}⟧ point (0.5, 0.5)",
    "\(video)param ⟦K703|two⟧ remove {two} at frame ⟦K704|{two}⟧ point (0.5, 0.5)".replacing(
      "⟦K703|two⟧", with: "two"),
    "\(video)param d = \"a ⟦K707|{e}⟧\" remove {d}\(mark)",
    "include ⟦K707|{file}⟧\n\(video)", "include \"a⟦K707|{file}⟧.kedit\"\n\(video)",
    "\(video)param who = \"x\" remove {who}\(mark) as a remove ⟦K702|{whoo}⟧\(mark) as b",
    "\(video)param who = \"x\" remove ⟦K702|{whoo}⟧\(mark)",
    "\(video)remove \"x ⟦K702|{video}⟧\"\(mark)",
    "\(video)remove \"x\"\(mark) prompt \"Delete {target} from ⟦K702|{vidoe}⟧\"",
    // What a default brings is wrong where it stands.
    "\(video)param e = ⟦K501|\" \"⟧ remove {e}\(mark)",
    "\(video)param x = ⟦K302|1.5⟧ remove \"x\" at frame 0 point ({x}, 0.5)",
    "\(video)param x = ⟦K306|50%⟧ remove \"x\" at frame 0 point ({x}, 0.5)".replacing(
      "⟦K306|50%⟧", with: "50%"
    ).replacing("({x}, 0.5)", with: "⟦K306|({x}, 0.5)⟧"),
    "\(video)param n = ⟦K307|1.5⟧ remove \"x\" at frame {n} point (0.5, 0.5)",
    "\(video)param m = ⟦K507|\"best\"⟧ remove \"x\"\(mark) mode {m}",
    "\(video)param i = ⟦K404|\"nothing.png\"⟧ add \"x\" from {i}",
    // What a literal is refused for, a value is refused for.
    "\(video)param t = ⟦K501|\" \"⟧ template remove {t} remove \"x\"\(mark)",
    "param v = ⟦K501|\"\"⟧ video id {v} remove \"x\"\(mark)",
    "video id ⟦K501|\" \"⟧ remove \"x\"\(mark)",
    "\(video)remove \"x\"\(mark) as ⟦K604|\(String(repeating: "n", count: 210))⟧",
    "\(video)remove \"x\"\(mark) prompt ⟦K503|{target}⟧",
    // One wrong default is one mistake.
    "\(video)param p = \"x\" remove \"x\" at frame 0 points ⟦K704|{p}⟧ {p} {p}",
    "\(video)param s = ⟦K604|\"../x\"⟧ remove \"x\"\(mark) save {s}",
  ])
  func findsOneMistake(_ marked: String) {
    CompileCase(files: ["spec.kedit": marked]).expect()
  }

  @Test func findsWhatIsWrongWithWhatTheCommandLineGives() {
    let spec = """
      \(Self.video)param n param who = "x" param spot param pic = "corgi.png"
      remove {who} at frame {n} point {spot} as a
      add "y" from {pic} in a
      """
    CompileCase(
      files: ["spec.kedit": spec],
      arguments: [
        ("n", "abc"), ("spot", "(0.5, 0.5) remove \"y\""), ("whoo", "y"), ("pic", "nothing.png"),
      ]
    ).expect(inArguments: [
      "n": "n=⟦K706|abc⟧", "spot": "spot=⟦K706|(0.5, 0.5) remove \"y\"⟧", "whoo": "⟦K708|whoo⟧=y",
      "pic": "pic=⟦K404|nothing.png⟧",
    ])
    CompileCase(
      files: ["spec.kedit": spec], arguments: [("n", "700"), ("spot", "(1.5, 0.5)"), ("who", "")]
    ).expect(inArguments: [
      "n": "n=⟦K309|700⟧", "spot": "spot=⟦K302|(1.5, 0.5)⟧", "who": "who=⟦K501|⟧",
    ])
  }

  /// A misspelt name is one mistake: the parameter that was meant is not said to lack a value.
  @Test func asksForNoValueThatIsGivenToAMisspeltName() {
    let spec = "\(Self.video)param animal param spot\nremove {animal} at frame 0 point {spot}"
    CompileCase(
      files: ["spec.kedit": spec], arguments: [("anmal", "the dog"), ("spot", "(0.5, 0.5)")]
    ).expect(inArguments: ["anmal": "⟦K708|anmal⟧=the dog"])
    CompileCase(
      files: ["spec.kedit": spec.replacing("param spot", with: "param ⟦K703|spot⟧")],
      arguments: [("anmal", "the dog")]
    ).expect(inArguments: ["anmal": "⟦K708|anmal⟧=the dog"])
  }

  @Test(arguments: [
    ("-1", "`-1` is not a number without a sign, which the parameter `n` stands for"),
    ("+1.5", "`+1.5` is not a number without a sign, which the parameter `n` stands for"),
    ("--1", "`--1` is not a number, which the parameter `n` stands for"),
    ("-", "`-` is not a number, which the parameter `n` stands for"),
  ])
  func saysThatANumberHasNoSign(_ value: String, _ message: String) {
    let compilation = CompileCase(
      files: ["spec.kedit": "\(Self.video)param n remove \"x\" at frame {n} point (0.5, 0.5)"],
      arguments: [("n", value)]
    ).compile()
    #expect(compilation.diagnostics.map(\.message) == [message])
  }

  /// A value with a slip in it is answered with the value that was meant.
  @Test(arguments: [
    ("point {p}", "0.5,0.5", "write `(0.5,0.5)`"),
    ("point {p}", "(0.5; 0.5)", "write `(0.5, 0.5)`"),
    ("point {p}", "middle", "write it as in a file: `(0.5, 0.5)`"),
    ("point ({p}, 0)", "0,5", "write `0.5`"), ("point ({p}, 0)", "50 %", "write `50%`"),
  ])
  func saysWhichValueWasMeant(_ use: String, _ value: String, _ help: String) {
    let compilation = CompileCase(
      files: ["spec.kedit": "\(Self.video)param p remove \"x\" at frame 0 \(use)"],
      arguments: [("p", value)]
    ).compile()
    #expect(compilation.diagnostics.map(\.help) == [help])
  }

  @Test(arguments: [
    ("{p}", "12", "write `frame 12` for the frame, `12s` for the time"),
    ("{p}", "1.5 s", "write `1.5s`"), ("{p}", "last", "write `frame last`"),
    ("frame {p}", "frame 12", "write `12`"),
    ("frame {p}", "first", "to give a whole moment, let the parameter stand for it: `at {p}`"),
    ("frame {p}", "1.5s", "to give a whole moment, let the parameter stand for it: `at {p}`"),
  ])
  func saysWhichMomentWasMeant(_ use: String, _ value: String, _ help: String) {
    let compilation = CompileCase(
      files: ["spec.kedit": "\(Self.video)param p remove \"x\" at \(use) point (0.5, 0.5)"],
      arguments: [("p", value)]
    ).compile()
    #expect(compilation.diagnostics.map(\.help) == [help])
  }

  /// A parameter that a faulty statement was probably meant to use is not said to be unused.
  @Test(arguments: [
    "\(video)param dog remove ⟦K104|dog⟧\(mark)",
    "\(video)param dog remove \"a ⟦K112|{ dog }⟧\"\(mark)",
    "\(video)param dog param ⟦K206|cat⟧ remove ⟦K104|dog⟧\(mark)",
  ])
  func takesNoFaultyUseForNone(_ marked: String) {
    var compile = CompileCase(files: ["spec.kedit": marked])
    compile.purpose = .check
    compile.expect()
  }

  /// What no prompt can be is not put together up to its end: thousands of uses of a long value in
  /// thousands of edits would be gigabytes.
  @Test func stopsWhereNoPromptCanBeSoLong() throws {
    let value = String(repeating: "x", count: 100_000)
    let uses = String(repeating: "{p}", count: 200)
    let edits = (0..<200).map { "remove {p}\(Self.mark) as a\($0)\n" }.joined()
    for spec in [
      "template remove \"{video} \(uses)\"\n", "set negative \"\(uses)\"\n", "",
    ] {
      let found = CompileCase(
        files: ["spec.kedit": "\(Self.video)param p = \"\(value)\"\n\(spec)\(edits)"]
      ).compile().diagnostics
      let what = spec.contains("negative") ? "negative prompt" : "prompt"
      let finding = try #require(found.first { $0.message.hasPrefix("the \(what) has") })
      #expect(
        finding.message
          == "the \(what) has more than 10000 characters; the service takes at most 2500")
      #expect(finding.help == "shorten it to 2500")
    }
  }

  /// A prompt that is too long is so by its longest part, if that alone is too long.
  @Test(arguments: [
    (
      "x", 2_600,
      "param p = ⟦K502|\"VALUE\"⟧\ntemplate remove \"Delete {target} of {video}\"\nremove {p}"
    ),
    ("x", 2_600, "template remove \"Delete {target} of {video}\"\nremove ⟦K502|\"VALUE\"⟧"),
    (
      "x", 1_300,
      "param p = \"VALUE\"\ntemplate remove ⟦K502|\"{p} {target} {video} {p}\"⟧\nremove \"a\""
    ),
  ])
  func blamesThePartThatIsTooLong(_ letter: String, _ count: Int, _ spec: String) {
    let value = String(repeating: letter, count: count)
    CompileCase(
      files: ["spec.kedit": Self.video + spec.replacing("VALUE", with: value) + Self.mark]
    ).expect()
  }

  /// The finding says where the value came from and where it went.
  @Test func showsBothEndsOfAValue() throws {
    let compilation = CompileCase(
      files: ["spec.kedit": "\(Self.video)param x remove \"x\" at frame 0 point ({x}, 0)"],
      arguments: [("x", "1.5")]
    ).compile()
    let diagnostic = try #require(compilation.diagnostics.first)
    #expect(diagnostic.place.file == "--param x")
    #expect(diagnostic.labels.map(\.place.file) == ["spec.kedit"])
    #expect(diagnostic.labels.map(\.message) == ["used here"])
    #expect(compilation.sources.map(\.name) == ["spec.kedit", "--param x"])
  }
}
