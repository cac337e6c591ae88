import KEditPlan
import KEditSyntax
import TestSupport
import Testing

@testable import KEditCompiler

/// Every mistake is found at its place, and nothing else is reported because of it.
@Suite struct DiagnosticTests {
  private static let video = "video \"https://example.com/a.mp4\"\n"
  private static let mark = " at frame 0 point (0.5, 0.5)"

  @Test(arguments: [
    // Names
    "video a = \"clip.mp4\"\nremove \"x\" in ⟦K201|b⟧\(mark)\nremove \"y\" in a\(mark) as c",
    "video farm = \"clip.mp4\"\nremove \"x\" in ⟦K201|frm⟧\(mark)\nremove \"y\" in farm\(mark) as c",
    "\(video)add \"x\" from ⟦K201|corgi⟧",
    "\(video)image a = \"corgi.png\"\nremove \"x\"\(mark) as ⟦K202|a⟧\nadd \"y\" from a as b",
    "video a = \"clip.mp4\"\nimage b = \"corgi.png\"\nadd \"x\" from b in ⟦K203|b⟧",
    "\(video)remove \"x\"\(mark) as c\nadd \"y\" from ⟦K203|c⟧ as d",
    "video \"clip.mp4\"\n⟦K204|video⟧ \"ten.mp4\"\nremove \"x\"\(mark)".replacing(
      "⟦K204|video⟧", with: "⟦K206|⟦K204|video⟧⟧"),
    "⟦K205|remove⟧ \"x\"\(mark)\nremove \"y\"\(mark)",
    "video a = \"clip.mp4\" video b = \"ten.mp4\"\n⟦K205|remove⟧ \"x\"\(mark)\n"
      + "add \"y\" from \"corgi.png\" in a add \"z\" from \"corgi.png\" in b",
    "\(video)video ⟦K206|b⟧ = \"ten.mp4\"\nimage ⟦K206|c⟧ = \"corgi.png\"\nremove \"x\"\(mark)",
    "video a = \"clip.mp4\"\nremove \"x\" in ⟦K201|nowhere⟧\(mark)",
    "\(video)image corgi = \"corgi.png\"\nadd \"x\" from ⟦K201|poodle⟧",
    "kedit ⟦K114|1x⟧\n\(video)remove \"x\"\(mark)",
    // Marks
    "\(video)⟦K301|remove⟧ \"x\"",
    "\(video)⟦K301|swap⟧ \"x\" for \"y\" from \"corgi.png\"",
    "\(video)remove \"x\" at frame 0 point (⟦K302|1.01⟧, ⟦K302|101%⟧)",
    "\(video)remove \"x\" at frame 0 point ⟦K302|(988, 214)⟧",
    "\(video)remove \"x\" at frame 0 point (⟦K302|2160px⟧, 2159px)",
    "\(video)remove \"x\" at frame 0 point ⟦K306|(0.5, 50%)⟧",
    "\(video)remove \"x\" at frame 0 point (⟦K307|1.5px⟧, 2px)",
    "\(video)remove \"x\" at frame ⟦K307|1.5⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at frame ⟦K309|630⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at frame ⟦K309|99999999999999999999⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at ⟦K309|10.5s⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at frame ⟦K115|lst⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at frame ⟦K115|3s⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at ⟦K115|50%⟧ point (0.5, 0.5)",
    "\(video)remove \"x\" at frame 0 points (0.5, 0.5) ⟦K305|(50%, 50%)⟧",
    "\(video)remove \"x\" at frame first point (0.5, 0.5) at frame 0 point ⟦K305|(0.50, 5e-1)⟧",
    "\(video)add \"x\" from \"corgi.png\" at ⟦K308|frame 0⟧ point (0.5, 0.5)",
    "video \"clip.mp4\"\nremove \"x\" at ⟦K309|frame 150⟧ point (0.5, 0.5)",
    "video \"clip.mp4\"\nremove \"x\" at ⟦K309|5s⟧ point (0.5, 0.5)",
    "video \"clip.mp4\"\nremove \"x\" at frame last point ⟦K302|(1280px, 719px)⟧",
    // Media
    "video ⟦K401|\"ftp://example.com/a.mp4\"⟧\nremove \"x\"\(mark)",
    "video ⟦K401|\"https:///a.mp4\"⟧\nremove \"x\"\(mark)",
    "video ⟦K402|\"https://example.com/a.webm?x=1\"⟧\nremove \"x\"\(mark)",
    "video ⟦K403|\"https://example.com/signed?x=1\"⟧\nremove \"x\"\(mark)",
    "video ⟦K404|\"missing.mp4\"⟧\nremove \"x\"\(mark)",
    "video id ⟦K416|\"a b\"⟧\nremove \"x\"\(mark)",
    "video id ⟦K416|\"$\\{task_id\\}\"⟧\nremove \"x\"\(mark)",
    "video id ⟦K501|\"\"⟧\nremove \"x\"\(mark)",
    "video ⟦K410|\"film.mkv\"⟧\nremove \"x\"\(mark)",
    "video ⟦K410|\"corgi.png\"⟧\nremove \"x\"\(mark)"
      .replacing("corgi.png", with: "anim.gif"),
    "video ⟦K411|\"six.mp4\"⟧\nremove \"x\"\(mark)",
    "video ⟦K412|\"tiny.mp4\"⟧\nremove \"x\"\(mark)",
    "video ⟦K413|\"pal.mp4\"⟧\nremove \"x\"\(mark)",
    "video ⟦K414|\"some.mp4\"⟧\nremove \"x\"\(mark)",
    "video \"ten.mp4\"\nremove \"x\"\(mark) duration ⟦K415|5⟧",
    "\(video)add \"x\" from ⟦K404|\"missing.png\"⟧", "\(video)add \"x\" from ⟦K405|\"anim.gif\"⟧",
    "\(video)add \"x\" from ⟦K406|\"huge.png\"⟧", "\(video)add \"x\" from ⟦K407|\"small.png\"⟧",
    "\(video)add \"x\" from ⟦K408|\"long.png\"⟧",
    "\(video)add \"x\" from ⟦K409|\"data:image/png;base64,AAAA\"⟧",
    "\(video)add \"x\" from ⟦K402|\"https://example.com/a.gif\"⟧",
    // Prompts and options
    "\(video)remove ⟦K501|\"\"⟧\(mark)", "\(video)add \"x\" from \"corgi.png\" onto ⟦K501|\" \"⟧",
    "\(video)remove \"x\"\(mark) prompt ⟦K503|\"Delete it\"⟧",
    "\(video)add \"x\" from \"corgi.png\" prompt ⟦K503|\"In {video} add it\"⟧",
    "\(video)remove \"x\"\(mark) prompt \"In {video} see ⟦K504|<<<image_1>>>⟧\"",
    "\(video)remove ⟦K502|\"\(String(repeating: "x", count: 2_500))\"⟧\(mark)",
    "\(video)remove \"x\"\(mark) negative ⟦K502|\"\(String(repeating: "鸡", count: 2_501))\"⟧",
    "\(video)remove \"x\"\(mark) prompt \"{video} ⟦K505|{element}⟧\"",
    "\(video)add \"x\" from \"corgi.png\" prompt \"{video} {image} ⟦K505|{image2}⟧\"",
    "\(video)add \"x\" from \"corgi.png\" prompt \"{video} {image} ⟦K506|{place}⟧⟦K506|{element2}⟧\"",
    "\(video)remove \"x\"\(mark) prompt \"{video} ⟦K702|{taget}⟧\"",
    "\(video)remove \"x\"\(mark) mode ⟦K507|fast⟧",
    "\(video)remove \"x\"\(mark) mode ⟦K507|\"pro\"⟧",
    "\(video)remove \"x\"\(mark) duration ⟦K507|7⟧",
    "\(video)remove \"x\"\(mark) duration ⟦K507|5s⟧",
    "\(video)remove \"x\"\(mark) model ⟦K507|\"kling-v2\"⟧",
    "\(video)set mode pro set ⟦K508|mode⟧ std remove \"x\"\(mark)",
    "\(video)set ⟦K509|prompt⟧ \"{video}\" remove \"x\"\(mark)",
    "\(video)remove \"x\"\(mark) callback ⟦K510|\"example.com\"⟧",
    "\(video)remove \"x\"\(mark) callback ⟦K511|\"http://example.com/hook\"⟧",
    // Edits and results
    "\(video)remove \"x\"\(mark) mode std ⟦K601|mode⟧ pro",
    "\(video)remove \"x\"\(mark) ⟦K602|onto⟧ \"y\"",
    "\(video)remove \"x\"\(mark) watermark on as a\n"
      + "remove \"y\"\(mark) save ⟦K603|\"A.watermarked\"⟧",
    "\(video)remove \"x\"\(mark) save \"a.mp4/b\"\nremove \"y\"\(mark) save ⟦K603|\"A\"⟧",
    "\(video)remove \"x\"\(mark) as a\nremove \"y\"\(mark) save ⟦K603|\"./A.MP4\"⟧",
    "\(video)remove \"x\"\(mark) save ⟦K603|\"spec-2\"⟧\nremove \"y\"\(mark)".replacing(
      "⟦K603|\"spec-2\"⟧\nremove", with: "\"spec-2\"\n⟦K603|remove⟧"),
    "\(video)remove \"x\"\(mark) save ⟦K604|\"../a.mp4\"⟧",
    "\(video)remove \"x\"\(mark) save ⟦K604|\"/a.mp4\"⟧",
    "\(video)remove \"x\"\(mark) as a id \"t\"\nremove \"y\"\(mark) as b id ⟦K605|\"t\"⟧",
    "\(video)remove \"x\"\(mark) id ⟦K606|\"$\\{external_task_id\\}\"⟧",
    "video v = \"clip.mp4\"\nremove \"x\"\(mark) ⟦K607|in b⟧ as a\nremove \"y\"\(mark) in a as b",
    "video v = \"clip.mp4\"\nremove \"x\"\(mark) ⟦K607|in a⟧ as a",
    "\(video)remove \"x\"\(mark)\nthen remove \"y\"\(mark) ⟦K608|in \"clip.mp4\"⟧",
    "⟦K609|then⟧ remove \"y\"\(mark)", "\(video)remove \"x\"\(mark)\n⟦K610|remove⟧ \"y\"\(mark)",
    // Others
    "kedit ⟦K120|2⟧\n\(video)", "\(video)⟦K120|kedit 1⟧",
    "include ⟦K404|\"other.kedit\"⟧\n\(video)", "\(video)remove ⟦K702|{who}⟧\(mark)",
  ])
  func findsOneMistake(_ marked: String) {
    expectDiagnostics(marked)
  }

  @Test func findsAllMistakesInOneGo() {
    expectDiagnostics(
      """
      video farm = ⟦K401|"htp://example.com/a.mp4"⟧
      image corgi = ⟦K404|"nowhere.png"⟧
      set mode ⟦K507|best⟧
      ⟦K102|delete⟧ "the chick" at frame 0 point (⟦K302|1.5⟧, 0.5) in farm
      swap "the dog" for "a corgi" from corgi in ⟦K201|fram⟧ at frame 0 point (0.5⟦K116|⟧ 0.5)
      ⟦K301|remove⟧ "the hen" in farm as clean duration ⟦K507|6⟧
      """)
  }

  @Test func takesTheLimitsThemselves() {
    let points = (0..<10).map { "(0.\($0), 1)" }.joined(separator: " ")
    let frames = (0..<10).map { " at frame \($0) points \(points)" }.joined()
    expectDiagnostics("\(Self.video)remove \"x\"\(frames)")
    expectDiagnostics("\(Self.video)add \"x\" from \"limit.png\"")
    expectDiagnostics("\(Self.video)remove \"\(String(repeating: "x", count: 2_474))\"\(Self.mark)")
  }

  @Test func refusesOneMoreThanTheLimits() {
    let points = (0..<10).map { "(0.\($0), 1)" }.joined(separator: " ")
    expectDiagnostics("\(Self.video)remove \"x\" at frame 3 points \(points) ⟦K304|(1, 1)⟧ (0, 0)")
    let frames = (0..<10).map { " at frame \($0) point (0, 0)" }.joined()
    expectDiagnostics("\(Self.video)remove \"x\"\(frames) at ⟦K303|frame 10⟧ point (0, 0)")
  }

  /// Looking for what each of them was meant to be would compare every name with every other.
  @Test(.timeLimit(.minutes(1))) func reportsThousandsOfUnknownNames() {
    let edits = (0..<2_000).map { "remove \"x\" in missing\($0)\(Self.mark) as r\($0)" }
    let found = compile(edits.joined(separator: "\n")).diagnostics
    #expect(found.count == 2_000 && found.allSatisfy { $0.code == .unknownName })
  }

  /// A finding that does not say what to do next is not finished.
  @Test func everyFindingHelps() {
    for text in ["remove", "remove \"x\" at frame 0 point (2, 2)", "foo", "video a = \"missing\""] {
      for diagnostic in compile(text).diagnostics {
        #expect(diagnostic.help?.isEmpty == false, "\(diagnostic.message)")
      }
    }
  }
}
