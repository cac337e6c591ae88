import KEditFormat
import KEditSyntax
import Testing

/// Statements with mistakes stand as they stood, and the rest is formatted.
@Suite struct LeftStatementTests {
  @Test(arguments: [
    (
      "a mistake keeps its statement, and that alone",
      """
      set  mode  pro
        remove   "x"   att frame 0
            point( 0.5 ,0.5)   # here \t
      # mode pro
      video   "y"
      """,
      """
      set mode pro
        remove   "x"   att frame 0
            point( 0.5 ,0.5)   # here
      # mode pro
      video "y"

      """, [2]
    ),
    (
      "what shares a line with it stays as well",
      "set  mode   set  preview on\nset  watermark on",
      "set  mode   set  preview on\nset watermark on\n",
      [1]
    ),
    (
      "comments that belong to it keep their columns",
      """
      remove  "x" at frame:0 # one
                             # two

          # mode pro
      # next
      """,
      """
      remove  "x" at frame:0 # one
                             # two

          # mode pro
      # next

      """, [1]
    ),
    (
      "a byte-order mark is no column",
      "\u{FEFF}  foo  # one\n\n  # two\n", "  foo  # one\n\n# two\n", [1]
    ),
    ("nor is a lone CR", "\r\tfoo\n\t# one\n", "\tfoo\n# one\n", [1]),
    ("a CR at the end of what is not closed is its own", "set  \"x\r", "set  \"x\r", [1]),
    (
      "words that begin nothing are left",
      "foo   bar\n\n\n\nset  mode pro", "foo   bar\n\nset mode pro\n", [1]
    ),
    (
      "a text that is not closed keeps the blanks at its end",
      "set  mode pro\nremove \"x  \nset  mode std\n", "set mode pro\nremove \"x  \nset mode std\n",
      [2]
    ),
    (
      "a block that is not closed has no end", "set  mode pro\nremove  \"\"\"\n x ",
      "set mode pro\nremove  \"\"\"\n x ", [2]
    ),
    (
      "its line ends are its own", "remove\r\n 3\r\nset  mode pro\r\n",
      "remove\r\n 3\nset mode pro\n", [1]
    ),
  ])
  func left(_ rule: String, _ text: String, _ layout: String, _ lines: [Int]) {
    let formatted = expectLawfulLayout(Array(text.utf8))
    #expect(String(decoding: formatted.bytes, as: UTF8.self) == layout)
    let source = SourceText(name: "", text: text)
    #expect(formatted.leftStatements.map { source.location(at: $0.start).line } == lines)
  }

  /// Escapes and braces are no affair of the layout: a text is one piece.
  @Test func mistakesInsideTextsDoNotMatter() {
    let formatted = expectLawfulLayout(Array(#"remove  "\q {"  at 1s point {p}"#.utf8))
    #expect(formatted.leftStatements == [])
  }
}
