import PlainText
import Testing

@Suite struct HarmlessTextTests {
  @Test(arguments: [
    ("plain, 小鸡, 👩‍🌾 and é", "plain, 小鸡, 👩‍🌾 and é"), ("", ""),
    ("\u{1B}[31mred\u{7}", "\\u{1B}[31mred\\u{7}"), ("a\nb\r\nc\td", "a\\nb\\r\\nc\\td"),
    ("evil\u{202E}gpj.exe", "evil\\u{202E}gpj.exe"), ("\u{9B}31m", "\\u{9B}31m"),
    ("a\u{2028}b\u{FEFF}", "a\\u{2028}b\\u{FEFF}"), ("\u{0}", "\\u{0}"),
  ])
  func escapesWhatCouldMislead(_ text: String, _ expected: String) {
    #expect(harmless(text) == expected)
    #expect(!harmless(text).unicodeScalars.contains(where: isHarmful))
  }

  @Test func keepsLinesWhereItIsTold() {
    #expect(harmless("a\n\u{1B}b\r\n", keepingLines: true) == "a\n\\u{1B}b\\r\n")
  }

  @Test func leavesOutWhatIsTooLong() {
    #expect(harmless("abcdef", limit: 3) == "abc…")
    #expect(harmless("abc", limit: 3) == "abc")
    #expect(harmless("\u{1B}\u{1B}\u{1B}", limit: 2) == "\\u{1B}\\u{1B}…")
  }
}
