// K109 to K119: texts, numbers, marks and characters.

extension Explanation {
  static var unclosedText: Explanation {
    Explanation(
      "a text is not closed",
      meaning: """
        A text in double quotes ends on the line on which it begins. A text of several lines stands
        between `\"""` and `\"""`, each on a line with nothing of the text.
        """,
      reason: """
        If a text could run on, one forgotten quote would swallow the rest of the file, and the
        message would stand far from the mistake.
        """,
      sources: .language("texts"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var wrongQuotes: Explanation {
    Explanation(
      "a text stands in quotes of another kind",
      meaning: """
        Texts stand in straight double quotes: `"…"`. Single quotes, and the curved ones that word
        processors put in, do not begin a text. Inside a text they are ordinary characters.
        """,
      reason: """
        One kind is enough, and the apostrophe stays free: "the dog's collar".
        """,
      sources: .language("texts"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove 'the chick' at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var badEscape: Explanation {
    Explanation(
      "a backslash begins no known escape",
      meaning: #"""
        In a text a backslash gives the sign after it another meaning. There are `\"` and `\\` for
        the sign itself, `\n` for a new line, `\t` for a tab, `\{` and `\}` for braces, and
        `\u{1F423}` for a character by its number in Unicode. For a backslash itself write `\\`. In
        a path write `/`.
        """#,
      reason: """
        If an unknown escape passed for two plain letters, the text would change its meaning on the
        day when a new escape is added.
        """,
      sources: .language("texts"),
      wrong: #"""
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          save "videos\clean.mp4"
        """#,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          save "videos/clean.mp4"
        """)
  }

  static var loneBrace: Explanation {
    Explanation(
      "a brace stands alone in a text",
      meaning: #"""
        Braces in a text hold the name of a slot or a parameter, without blanks: `{target}`. This
        brace has no partner, or what stands between the two is no name. For the sign itself write
        `\{` or `\}`.
        """#,
      reason: """
        A lone brace is nearly always a slip in a placeholder. Sent as it is, it would become part
        of the prompt.
        """,
      sources: .language("placeholders"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the sign :}" at frame 0 point (0.77, 0.30)
        """,
      right: #"""
        video "https://example.com/farm.mp4"
        remove "the sign :\}" at frame 0 point (0.77, 0.30)
        """#)
  }

  static var blockLayout: Explanation {
    Explanation(
      "a text of several lines is not laid out as it must be",
      meaning: """
        A text of several lines begins on the line after the opening `\"""`. The closing `\"""`
        stands on a line of its own, and every line of the text is indented at least as far. That
        much indentation is taken away, and so are the first and the last line end.
        """,
      reason: """
        So the text can be indented with the file around it, and it is plain to see where each of
        its lines begins.
        """,
      sources: .language("texts"),
      wrong: #"""
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt """Delete {target} from {video}.
            Leave its shadow.
            """
        """#,
      right: #"""
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          prompt """
            Delete {target} from {video}.
            Leave its shadow.
            """
        """#)
  }

  static var badNumber: Explanation {
    Explanation(
      "a number is not written as it must be",
      meaning: """
        A number has digits, perhaps a point with digits on both sides, perhaps an exponent: `12`,
        `0.77`, `5e-1`. It has no sign, for nothing in the language is below zero.

        A unit follows at once, without a blank: `77%`, `988px`, `1.5s`, `1500ms`. There are no
        others.
        """,
      reason: """
        `.5` and `1.` are easily misread, and a sign or an unknown unit is nearly always a slip.
        """,
      sources: .language("numbers"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var badMoment: Explanation {
    Explanation(
      "a moment of the video is not written as it must be",
      meaning: """
        After `at` stands a frame or a time: `frame 12`, counted from 0, `frame first`,
        `frame last`, or a time such as `1.5s` or `1500ms`. A time means the frame that is shown
        then.
        """,
      reason: """
        A number alone could be a frame or a second, and the two may lie far apart.
        """,
      sources: .language("moments"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at 3 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at 3s point (0.77, 0.30)
        """)
  }

  static var badPoint: Explanation {
    Explanation(
      "a point is not written as it must be",
      meaning: """
        A point has two parts in parentheses, with a comma between them: first how far from the
        left, then how far from the top. `point` is followed by one point and `points` by one or
        more.

        The parts are fractions, `(0.77, 0.30)`, percentages, `(77%, 30%)`, or pixels,
        `(988px, 214px)`.
        """,
      reason: """
        The parentheses hold together what belongs together where several points follow one another.
        """,
      sources: .language("points"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var invalidUTF8: Explanation {
    Explanation(
      "the file is not UTF-8",
      meaning: """
        These bytes are not UTF-8. Most likely the file was saved in an older encoding, such as
        Latin-1 or GBK. Save it as UTF-8 in your editor, or convert it:
        `iconv -f LATIN1 -t UTF-8 OLD > NEW`. For a table, choose "CSV UTF-8" in the spreadsheet.
        A picture or a video is no `.kedit` file: it is named in one.
        """,
      reason: """
        Prompts are sent as JSON, which is UTF-8. kedit does not guess which letters were meant.
        """,
      sources: .standard("RFC 8259 (JSON), section 8.1"),
      wrong: Example(
        bytes: Array("video \"https://example.com/farm.mp4\"\nremove \"the caf".utf8) + [0xE9]
          + Array(" sign\" at frame 0 point (0.77, 0.30)".utf8)),
      right: """
        video "https://example.com/farm.mp4"
        remove "the caf\u{E9} sign" at frame 0 point (0.77, 0.30)
        """)
  }

  static var nul: Explanation {
    Explanation(
      "a NUL character stands in the file",
      meaning: #"""
        The character with the number 0 is allowed nowhere, neither as it is nor as `\u{0}` in a
        text. Remove it. A file that is full of them was probably saved as UTF-16: save it as UTF-8.
        """#,
      reason: """
        It cannot be seen, and many programs take it for the end of a text: a prompt or a path would
        be cut off there.
        """,
      sources: .language("characters"),
      wrong: #"""
        video "https://example.com/farm.mp4"
        remove "the chick\u{0}" at frame 0 point (0.77, 0.30)
        """#,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var fullWidthSign: Explanation {
    Explanation(
      "a full-width sign stands outside a text",
      meaning: """
        The signs of the language are those of ASCII: `(`, `)`, `,`, `=`. Full-width signs, as
        Chinese and Japanese keyboards write them, look much the same but are other characters.
        Inside a text they are allowed.
        """,
      reason: """
        Whoever reads a file, or compares two, should not have to tell signs apart that look alike.
        """,
      sources: .language("characters"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "\u{5C0F}\u{9E21}" at frame 0 point \u{FF08}0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "\u{5C0F}\u{9E21}" at frame 0 point (0.77, 0.30)
        """)
  }
}
