// K702 to K708: parameters.

extension Explanation {
  static var unknownPlaceholder: Explanation {
    Explanation(
      "a name in braces stands for nothing",
      meaning: #"""
        `{name}` stands for a parameter of the file, and in a prompt or a template also for a slot,
        such as `{target}`. There is none of this name. Declare a parameter, `param NAME = VALUE`.
        For the braces themselves write `\{` and `\}`.
        """#,
      reason: """
        Sent as they are, the braces and the name would become part of the prompt.
        """,
      sources: .language("placeholders"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the {colour} chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        param colour = "yellow"
        video "https://example.com/farm.mp4"
        remove "the {colour} chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var parameterMissing: Explanation {
    Explanation(
      "a parameter has no value",
      meaning: """
        The parameter has no default, so it needs a value when a plan is made: `--param NAME=VALUE`
        on the command line, or a column of that name in the table given with `--each`.
        `kedit check` works without it.
        """,
      reason: """
        A plan says everything that will be sent. Nothing in it can stay open until later but what
        the service answers.
        """,
      sources: .language("parameters"),
      wrong: Example(
        """
        param animal
        video "https://example.com/farm.mp4"
        remove "the {animal}" at frame 0 point (0.77, 0.30)
        """, needsPlan: true),
      right: Example(
        """
        param animal
        video "https://example.com/farm.mp4"
        remove "the {animal}" at frame 0 point (0.77, 0.30)
        """, parameters: ["animal=chick"], needsPlan: true))
  }

  static var parameterKind: Explanation {
    Explanation(
      "a parameter stands for a value of another kind",
      meaning: """
        A parameter is a text, a number, a point or a moment, everywhere in the file. Its default
        says which; without one, its uses do. Here a value of another kind is needed. Change the
        default, or declare a second parameter. Inside a text any kind can stand.
        """,
      reason: """
        A file with parameters can be checked before the values are known, and whoever gives one
        knows how to write it.
        """,
      sources: .language("parameters"),
      wrong: """
        param start = "12"
        video "https://example.com/farm.mp4"
        remove "the chick" at frame {start} point (0.77, 0.30)
        """,
      right: """
        param start = 12
        video "https://example.com/farm.mp4"
        remove "the chick" at frame {start} point (0.77, 0.30)
        """)
  }

  static var parameterName: Explanation {
    Explanation(
      "a parameter has the name of a slot",
      meaning: """
        These names belong to the slots of prompts: `video`, `image`, `image1`, `image2`, `target`,
        `element`, `element2`, `place`. Choose another name for the parameter.
        """,
      reason: """
        In a prompt, `{target}` means what is removed or replaced. It cannot mean something else
        besides.
        """,
      sources: .language("parameters"),
      wrong: """
        param target = "the chick"
        video "https://example.com/farm.mp4"
        remove "{target}" at frame 0 point (0.77, 0.30)
        """,
      right: """
        param animal = "the chick"
        video "https://example.com/farm.mp4"
        remove "{animal}" at frame 0 point (0.77, 0.30)
        """)
  }

  static var parameterValue: Explanation {
    Explanation(
      "a value from outside cannot be read as the parameter needs it",
      meaning: """
        A value given with `--param`, or in a table, is written as in the file: a number as `12`, a
        point as `(0.77, 0.30)`, a moment as `frame 12` or `1.5s`. A text is different: it is taken
        as it stands, without quotes, escapes or placeholders.
        """,
      reason: """
        The file says what kind of value the parameter has. What cannot be one is refused, and not
        put in as words.
        """,
      sources: .language("parameters"),
      wrong: Example(
        """
        param start = 0
        video "https://example.com/farm.mp4"
        remove "the chick" at frame {start} point (0.77, 0.30)
        """, parameters: ["start=twelve"]),
      right: Example(
        """
        param start = 0
        video "https://example.com/farm.mp4"
        remove "the chick" at frame {start} point (0.77, 0.30)
        """, parameters: ["start=12"]))
  }

  static var placeholderNotHere: Explanation {
    Explanation(
      "a placeholder stands where none can be",
      meaning: """
        `{name}` may stand for a text, a point, a moment, a number or an option's value, and inside
        texts. It may not stand for a name, nor after `include`, `kedit` or `param`: there, write
        the thing itself.
        """,
      reason: """
        Which names a file has, what it includes and what its parameters are must be known before
        any value is.
        """,
      sources: .language("placeholders"),
      wrong: """
        param animal = "chick"
        param what = "the {animal}"
        video "https://example.com/farm.mp4"
        remove "{what}" at frame 0 point (0.77, 0.30) save "{animal}.mp4"
        """,
      right: """
        param animal = "chick"
        video "https://example.com/farm.mp4"
        remove "the {animal}" at frame 0 point (0.77, 0.30) save "{animal}.mp4"
        """)
  }

  static var unknownParameter: Explanation {
    Explanation(
      "the command line names a parameter that the file does not have",
      meaning: """
        `--param NAME=VALUE` gives a value to a parameter that the file declares with `param NAME`.
        There is none of this name. Upper and lower case are told apart.
        """,
      reason: """
        A name with a slip in it would leave the parameter at its default, and the edit would be
        made with the wrong value.
        """,
      sources: .language("parameters"),
      wrong: Example(
        """
        param animal = "chick"
        video "https://example.com/farm.mp4"
        remove "the {animal}" at frame 0 point (0.77, 0.30)
        """, parameters: ["animl=hen"]),
      right: Example(
        """
        param animal = "chick"
        video "https://example.com/farm.mp4"
        remove "the {animal}" at frame 0 point (0.77, 0.30)
        """, parameters: ["animal=hen"]))
  }
}
