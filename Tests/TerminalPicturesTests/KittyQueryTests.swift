import TerminalPictures
import Testing

@Suite struct KittyQueryTests {
  static let yes = "\u{1B}_Gi=31;OK\u{1B}\\"
  static let identity = "\u{1B}[?62;c"

  static func read(_ text: String) -> KittyQuery { KittyQuery(answer: Array(text.utf8)) }

  @Test func `the question is a picture to be thrown away, and who is there`() {
    #expect(
      KittyQuery.question == "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c")
  }

  @Test(arguments: [
    (yes + identity, KittyQuery.Verdict.yes), (identity, .no), ("\u{1B}[?1;2c", .no),
    ("\u{1B}[?6c", .no), (yes, .undecided), ("", .undecided),
    ("\u{1B}_Gi=31;ENOENT:no such file\u{1B}\\" + identity, .no), (identity + yes, .yes),
    ("\u{1B}_Gi=31;OK\u{9C}", .undecided), ("abc", .undecided),
  ])
  func `the verdict is there once the terminal has said who it is`(
    answer: String, verdict: KittyQuery.Verdict
  ) {
    #expect(Self.read(answer).verdict == verdict)
  }

  @Test func `an agreement is known before the rest has come`() {
    #expect(Self.read(Self.yes).hasAgreed)
    #expect(Self.read(Self.yes + "\u{1B}[?6").hasAgreed)
    #expect(!Self.read("\u{1B}_Gi=31;O").hasAgreed)
  }

  @Test func `an answer may end in one byte`() {
    let query = KittyQuery(
      answer: Array("\u{1B}_Gi=31;OK".utf8) + [0x9C] + Array("\u{1B}[?6c".utf8))
    #expect(query.verdict == .yes)
    #expect(query.typed == [])
  }

  @Test func `cut anywhere, an answer is never taken for keys nor decided wrongly`() {
    let answer = Array((Self.yes + Self.identity).utf8)
    for end in 0..<answer.count {
      let query = KittyQuery(answer: Array(answer[..<end]))
      #expect(query.verdict == .undecided)
      // A lone escape is given back: it may have been a key. Whoever asks again gives all bytes.
      #expect(query.typed.isEmpty || answer[end - 1] == 0x1B)
    }
  }

  @Test(arguments: ["quit\n", "\u{1B}[A", "\u{1B}OP", "\u{1B}", "é猫", "\u{1B}[?25h", "\u{1B}_"])
  func `keys pressed meanwhile are kept, wherever they come`(keys: String) {
    let isUnfinished = keys == "\u{1B}_"
    #expect(Self.read(keys + Self.yes + Self.identity).typed == Array(keys.utf8))
    #expect(Self.read(Self.yes + keys + Self.identity).typed == Array(keys.utf8))
    #expect(
      Self.read(Self.yes + Self.identity + keys).typed == (isUnfinished ? [] : Array(keys.utf8)))
    #expect(Self.read(keys + Self.yes + keys + Self.identity).verdict == .yes)
  }
}
