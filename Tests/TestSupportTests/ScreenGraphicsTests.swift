import TestSupport
import Testing

/// Pictures by kitty's protocol.
@Suite struct ScreenGraphicsTests {
  private func screen(_ text: String, kind: TerminalKind = .kitty) -> Screen {
    var screen = Screen(columns: 20, height: 6, kind: kind)
    screen.feed(text)
    #expect(screen.unknown == [])
    return screen
  }

  @Test("A query is answered by a terminal that shows pictures, by others not")
  func query() {
    let text = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
    #expect(String(decoding: screen(text).replies, as: UTF8.self) == "\u{1B}_Gi=31;OK\u{1B}\\")
    #expect(screen(text, kind: .xterm).replies == [])
    #expect(screen(text, kind: .xterm).images.count == 1)
  }

  @Test("Chunks are one picture, decoded")
  func chunks() throws {
    let screen = screen("ab\u{1B}_Ga=T,f=100,m=1;aGVs\u{1B}\\\u{1B}_Gm=0;bG8=\u{1B}\\")
    let image = try #require(screen.images.first)
    #expect(screen.images.count == 1)
    #expect(image.payload == Array("hello".utf8))
    #expect(image.action == "T")
    #expect(image.isShown)
    #expect(image.position == Screen.Position(line: 0, column: 2))
    #expect(image.problem == nil)
    #expect(screen.replies == [])
  }

  @Test("A chunk may not end inside a group of base64")
  func brokenChunk() {
    let screen = screen("\u{1B}_Ga=T,f=100,m=1;aGV\u{1B}\\\u{1B}_Gm=0;sbG8=\u{1B}\\")
    #expect(screen.images.map { $0.problem != nil } == [true])
  }

  @Test("The cursor goes behind a picture, in its last row")
  func cursor() {
    let picture = "\u{1B}_Ga=T,f=100,c=4,r=3;AAAA\u{1B}\\"
    #expect(screen(picture).cursor == Screen.Position(line: 2, column: 4))
    let scrolled = screen("1\r\n2\r\n3\r\n4\r\n5\r\n" + picture)
    #expect(scrolled.cursor == Screen.Position(line: 5, column: 4))
    #expect(scrolled.scrollback == ["1", "2"])
    #expect(scrolled.images.first?.position == Screen.Position(line: 5, column: 0))
  }

  @Test("The cursor stays where it is told to, and where no pictures are shown")
  func cursorStays() {
    let picture = "\u{1B}_Ga=T,f=100,c=4,r=3,C=1;AAAA\u{1B}\\"
    #expect(screen(picture).cursor == Screen.Position(line: 0, column: 0))
    let other = "\u{1B}_Ga=T,f=100,c=4,r=3;AAAA\u{1B}\\"
    #expect(screen(other, kind: .xterm).cursor == Screen.Position(line: 0, column: 0))
  }

  @Test(
    "What is wrong with a picture is said",
    arguments: [
      ("a=t,i=1,f=24,s=1,v=1;AAA", "ENODATA"), ("a=t,i=1,f=24;AAAA", "EINVAL"),
      ("a=T,i=1,f=100;A*AA", "EINVAL"), ("a=T,i=1,=;AAAA", "EINVAL"),
      ("a=T,i=1,f=100;A", "EINVAL"),
    ])
  func problems(body: String, code: String) throws {
    let screen = screen("\u{1B}_G\(body)\u{1B}\\")
    let image = try #require(screen.images.first)
    #expect(image.problem?.hasPrefix(code) == true)
    #expect(String(decoding: screen.replies, as: UTF8.self).hasPrefix("\u{1B}_Gi=1;\(code)"))
  }

  @Test("A program that asks for silence gets no answer", arguments: [(1, true), (2, false)])
  func quiet(level: Int, answersProblems: Bool) {
    #expect(screen("\u{1B}_Ga=T,i=1,f=100,q=\(level);AAAA\u{1B}\\").replies == [])
    let failed = screen("\u{1B}_Ga=T,i=1,f=100,q=\(level);*\u{1B}\\")
    #expect(failed.replies.isEmpty != answersProblems)
  }
}
