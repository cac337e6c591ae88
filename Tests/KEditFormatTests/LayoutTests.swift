import KEditFormat
import KEditSyntax
import Testing

/// The rules of the layout, one by one: how a text is written, and how it comes out.
@Suite struct LayoutTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let layout: String

    init(_ rule: String, _ text: String, _ layout: String) {
      self.testDescription = rule
      self.text = text
      self.layout = layout
    }
  }

  @Test(arguments: statements + edits + marks + comments + blankLines + bytes)
  func rule(_ rule: Case) {
    let formatted = expectLawfulLayout(Array(rule.text.utf8))
    #expect(String(decoding: formatted.bytes, as: UTF8.self) == rule.layout)
    #expect(formatted.leftStatements == [])
  }

  static let statements = [
    Case("nothing stays nothing", "", ""),
    Case("white space alone is nothing", " \n\t\r\n\n", ""),
    Case("a byte-order mark is nothing", "\u{FEFF}", ""),
    Case(
      "a statement has a line of its own",
      "kedit 1 video a=\"x\" set mode pro", "kedit 1\nvideo a = \"x\"\nset mode pro\n"),
    Case(
      "one blank between words, around `=` and behind a comma, none inside parentheses",
      "param  where=( 0.5 ,30% )", "param where = (0.5, 30%)\n"),
    Case(
      "a statement that was broken is joined", "video\n  farm\n =\n\"x\"", "video farm = \"x\"\n"),
    Case(
      "indentation goes", "  image a = \"x\"\n\tset mode std\n", "image a = \"x\"\nset mode std\n"),
    Case(
      "numbers and texts are not rewritten", #"param n = 1e-3 param t = "\u{1F423}""#,
      #"param n = 1e-3"# + "\n" + #"param t = "\u{1F423}""# + "\n"),
    Case(
      "a block keeps its bytes, wherever its statement goes",
      "  template remove   \"\"\"\n     one  \n    \"\"\"   set mode pro",
      "template remove \"\"\"\n     one  \n    \"\"\"\nset mode pro\n"),
  ]

  static let edits = [
    Case(
      "an edit on one line stays there",
      #"remove   "x"  at frame 0 point(0.5,0.5)as  y"#,
      #"remove "x" at frame 0 point (0.5, 0.5) as y"# + "\n"),
    Case(
      "a broken edit is broken by clause",
      """
      remove "x" at frame 0 point (0.5, 0.5)
        save "y" mode pro
      """,
      """
      remove "x"
        at frame 0 point (0.5, 0.5)
        save "y"
        mode pro

      """),
    Case(
      "an edit that is too long is broken by clause",
      #"""
      remove "the yellow chick on the left" at frame 0 point (0.5, 0.5) mode pro negative "blurry, low quality"
      """#,
      #"""
      remove "the yellow chick on the left"
        at frame 0 point (0.5, 0.5)
        mode pro
        negative "blurry, low quality"

      """#),
    Case(
      "wide characters count twice",
      "remove \"\(String(repeating: "狗", count: 34))\" in farm as clean-video\n"
        + "remove \"\(String(repeating: "狗", count: 35))\" in farm as clean-video\n",
      "remove \"\(String(repeating: "狗", count: 34))\" in farm as clean-video\n"
        + "remove \"\(String(repeating: "狗", count: 35))\" in farm\n  as clean-video\n"),
    Case(
      "`in` and `onto` stay with the sentence where they come first",
      """
      add "a" from b
        onto "c"
        in d
        mode pro
        in e
      remove "x"
        in d
      """,
      """
      add "a" from b onto "c" in d
        mode pro
        in e
      remove "x" in d

      """),
    Case(
      "`onto` has a line of its own where the sentence gets too long",
      #"""
      add "a red balloon with a long string" from "assets/balloon.png" in farm onto "the roof of the old barn" as b
      """#,
      #"""
      add "a red balloon with a long string" from "assets/balloon.png" in farm
        onto "the roof of the old barn"
        as b

      """#),
    Case(
      "a sentence that is too long is broken before its second part",
      #"""
      then add "a corgi with a red collar and a bell" from "assets/corgi.png" and "a straw hat" from "assets/hat.png" in farm
      swap "the old brown dog that lies in front of the barn" for "a corgi with a red collar" from corgi
      """#,
      #"""
      then add "a corgi with a red collar and a bell" from "assets/corgi.png"
          and "a straw hat" from "assets/hat.png"
        in farm
      swap "the old brown dog that lies in front of the barn" for "a corgi with a red collar" from corgi

      """#),
    Case(
      "a block in a clause breaks the edit",
      "add \"a\" from b prompt \"\"\"\n    {video}\n    \"\"\" mode pro",
      "add \"a\" from b\n  prompt \"\"\"\n    {video}\n    \"\"\"\n  mode pro\n"),
    Case(
      "the order of clauses is the author's", "remove \"x\"\nsave \"a\"\nat {t} point {p}",
      "remove \"x\"\n  save \"a\"\n  at {t} point {p}\n"),
  ]

  static let marks = [
    Case(
      "points of marks below each other begin in one column",
      """
      remove "x"
       at frame 0 point (0.1,0.2)
       at 1500ms points (0.1,0.2)(0.3,0.4)
       at frame last points (0.1,0.2),(0.3,0.4)
      """,
      """
      remove "x"
        at frame 0    point (0.1, 0.2)
        at 1500ms     points (0.1, 0.2) (0.3, 0.4)
        at frame last points (0.1, 0.2), (0.3, 0.4)

      """),
    Case(
      "a blank line or another clause between marks ends the column",
      """
      remove "x"
        at frame 0 point (0.1, 0.2)

        at frame 100 point (0.1, 0.2)
        # the end
        at frame last point (0.1, 0.2)
        mode pro
        at 1s point (0.1, 0.2)
      """,
      """
      remove "x"
        at frame 0 point (0.1, 0.2)

        at frame 100  point (0.1, 0.2)
        # the end
        at frame last point (0.1, 0.2)
        mode pro
        at 1s point (0.1, 0.2)

      """),
    Case(
      "a moment out of all proportion moves nothing",
      """
      remove "x"
        at frame 1 point (0.1, 0.2)
        at frame 1234567890123456789012 point (0.1, 0.2)
        at frame 100 point (0.1, 0.2)
      """,
      """
      remove "x"
        at frame 1   point (0.1, 0.2)
        at frame 1234567890123456789012 point (0.1, 0.2)
        at frame 100 point (0.1, 0.2)

      """),
    Case(
      "points that do not fit are filled into lines below",
      """
      remove "x" at frame 0 points (0.11, 0.21) (0.12, 0.22) (0.13, 0.23), (0.14, 0.24) (0.15, 0.25) (0.16, 0.26) (0.17, 0.27) {spot}
      """,
      """
      remove "x"
        at frame 0 points
          (0.11, 0.21) (0.12, 0.22) (0.13, 0.23), (0.14, 0.24) (0.15, 0.25) (0.16, 0.26) (0.17, 0.27)
          {spot}

      """),
    Case(
      "points that fit are joined",
      "remove \"x\"\n  at frame 0 points\n  (0.1, 0.2)\n  (0.3, 0.4)\n",
      "remove \"x\"\n  at frame 0 points (0.1, 0.2) (0.3, 0.4)\n"),
    Case(
      "comments between points stay behind theirs",
      """
      remove "x" at frame 0 points (0.1, 0.2) # the body
        (0.3, 0.4)   # the head
        # and the tail
        (0.5, 0.6) (0.7, 0.8) at 1s point (0.1, # so far
        0.2)
      """,
      """
      remove "x"
        at frame 0 points
          (0.1, 0.2)  # the body
          (0.3, 0.4)  # the head
          # and the tail
          (0.5, 0.6) (0.7, 0.8)
        at 1s      point (0.1,  # so far
          0.2)

      """),
  ]
}

extension LayoutTests {
  static let comments = [
    Case(
      "a comment on its own line stands before what follows it",
      "   # first\nvideo \"x\"\n      # second\nset mode pro\n",
      "# first\nvideo \"x\"\n# second\nset mode pro\n"),
    Case(
      "between clauses it stands in with them",
      "remove \"x\"\n# where\nat 1s point {p}\n      # how\nmode pro",
      "remove \"x\"\n  # where\n  at 1s point {p}\n  # how\n  mode pro\n"),
    Case(
      "behind the last clause it stands in if the author let it",
      """
      remove "x"
        at 1s point {p}
          # mode pro
        # save "y"

      # the next one
        # goes on
      remove "y" at 1s point {p}
        # mode pro
      set mode pro
        # nothing to stand in for
      """,
      """
      remove "x"
        at 1s point {p}
        # mode pro
        # save "y"

      # the next one
      # goes on
      remove "y" at 1s point {p}
        # mode pro
      set mode pro
      # nothing to stand in for

      """),
    Case(
      "a file that stands in as a whole is moved as a whole",
      "    remove \"x\" at 1s point {p}\n    # next\n    remove \"y\"\n      # own\n",
      "remove \"x\" at 1s point {p}\n# next\nremove \"y\"\n  # own\n"),
    Case(
      "behind code it stays behind that code, two blanks away",
      "kedit 1# one\n\nremove \"x\"#two\n at 1s point {p} # three",
      "kedit 1  # one\n\nremove \"x\"         #two\n  at 1s point {p}  # three\n"),
    Case(
      "on lines next to each other they begin in one column",
      """
      video farm = "media/farm.mp4" # one
      image a = "a.png"          # two

      set mode pro # three
      set negative "狗狗"        # four
      set watermark on
      set preview on # five
      """,
      """
      video farm = "media/farm.mp4"  # one
      image a = "a.png"              # two

      set mode pro         # three
      set negative "狗狗"  # four
      set watermark on
      set preview on  # five

      """),
    Case(
      "unless that pushes one of them out of the line",
      """
      video farm = "https://example.com/animals-output-5s.mp4" # a public file
      image corgi = "corgi.png"  # a comment that has room enough, but only where it stands
      """,
      """
      video farm = "https://example.com/animals-output-5s.mp4"  # a public file
      image corgi = "corgi.png"  # a comment that has room enough, but only where it stands

      """),
    Case(
      "one that goes on below itself stays in one piece",
      """
      set mode pro # better, and
                   # twice as dear
                   # in the end
      # the video
      video "x"
      """,
      """
      set mode pro  # better, and
                    # twice as dear
                    # in the end
      # the video
      video "x"

      """),
    Case(
      "one that goes on below itself moves with the column",
      "remove \"x\" # one\n           # two\n  at 1s point {p}   # three",
      "remove \"x\"         # one\n                   # two\n  at 1s point {p}  # three\n"),
    Case(
      "inside a clause or a sentence it breaks the line",
      """
      then # go on
      swap "a" for "b" # or c
        from c in d save # where
        # at last
        "e"
      set # what
       mode pro
      """,
      """
      then                  # go on
          swap "a" for "b"  # or c
          from c
        in d
        save  # where
          # at last
          "e"
      set  # what
        mode pro

      """),
    Case("its words stay, blanks at its end go", "#a  b \t \r\n#\n##  ", "#a  b\n#\n##\n"),
    Case("at the end of the file", "set mode pro\n\n\n  # end", "set mode pro\n\n# end\n"),
  ]

  static let blankLines = [
    Case(
      "of several one is kept, none at the ends of the file",
      "\n\n# a\n\n\n\nset mode pro\n \n\t\n# b\nset preview on\n\n\n",
      "# a\n\nset mode pro\n\n# b\nset preview on\n"),
    Case("none is put in", "remove \"x\"\nremove \"y\"\n", "remove \"x\"\nremove \"y\"\n"),
    Case(
      "between clauses they are kept, in a sentence they are not",
      "remove\n\n\"x\"\n\nin y\n\n\nat 1s\n\npoint {p}\n\n# how\n\nmode pro",
      "remove \"x\" in y\n\n  at 1s point {p}\n\n  # how\n\n  mode pro\n"),
  ]

  static let bytes = [
    Case(
      "CRLF becomes LF", "set mode pro # a\r\n\r\n\r\nvideo \"x\"\r\n",
      "set mode pro  # a\n\nvideo \"x\"\n"),
    Case(
      "but not inside a block", "template add \"\"\"\r\n  {video}\r\n  \"\"\"\r\n",
      "template add \"\"\"\r\n  {video}\r\n  \"\"\"\n"),
    Case("a byte-order mark goes", "\u{FEFF}set mode pro", "set mode pro\n"),
    Case("the end gets its line end", "set mode pro", "set mode pro\n"),
  ]
}
