// K101 to K108, and K120: statements, words and names.

extension Explanation {
  static var unexpected: Explanation {
    Explanation(
      "something stands where it has no meaning",
      meaning: """
        A file is a row of statements, and an edit is a verb with clauses after it. What stands at
        this place begins no statement, and it is no part of the one before.

        Often a clause stands before its edit, or between two statements that are no edits. Or a
        sign is left over, a comment lacks its `#`, or a text its quotes.
        """,
      reason: """
        Line ends mean nothing to kedit: a statement goes on until a word begins the next one. So
        what belongs to neither is reported, and not guessed at.
        """,
      sources: .language("statements"),
      wrong: """
        video "https://example.com/farm.mp4"
        mode pro
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        set mode pro
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var unknownStatement: Explanation {
    Explanation(
      "a word begins no statement",
      meaning: """
        A statement begins with one of these words: `video`, `image`, `set`, `remove`, `swap`,
        `add`, `then`, `param`, `template`, `include`, `kedit`. The word at this place is none of
        them.

        Words of other programs, such as `delete` and `replace`, are known well enough for kedit to
        say which word stands for them here.
        """,
      reason: """
        The first word alone tells what a statement is, and where the one before it ends. There is
        one word for each thing, so that every file reads the same.
        """,
      sources: .language("statements"),
      wrong: """
        video "https://example.com/farm.mp4"
        delete "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var unknownClause: Explanation {
    Explanation(
      "a word begins no clause",
      meaning: """
        After its first words an edit goes on with clauses: `at`, `in`, `onto`, `as`, `save`, `id`,
        or an option such as `mode` or `duration`. The word at this place begins none of them.
        """,
      reason: """
        Clauses may stand in any order, so each of them is known by its first word. A clause that
        was passed over would be an edit that is paid for and is not what was asked for.
        """,
      sources: .language("clauses"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          mod pro
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          mode pro
        """)
  }

  static var textExpected: Explanation {
    Explanation(
      "a text in quotes is missing",
      meaning: """
        Here the language wants a text: words for the model, a path, a URL. A text stands in double
        quotes, `"…"`, even where it is a single word.
        """,
      reason: """
        The quotes tell texts from names and from words of the language. Without them nobody could
        remove "the frame", for `frame` is such a word.
        """,
      sources: .language("texts"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove chick at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var nameExpected: Explanation {
    Explanation(
      "a name is missing",
      meaning: """
        Here the language wants a name: what other lines of the file call a video, an image, a
        result or a parameter. A name begins with a letter or `_` and goes on with letters, digits,
        `_` and `-`. It stands without quotes.
        """,
      reason: """
        A name and a text are two things: `in clean` means the result of that name, and
        `in "clean.mp4"` means a file.
        """,
      sources: .language("names"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) as "clean"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) as clean
        """)
  }

  static var reservedName: Explanation {
    Explanation(
      "a word of the language stands where a name must be",
      meaning: """
        The words that begin statements and clauses, and the ones within them, cannot be names of
        videos, images or results. Choose another name, or lengthen this one: `model_car`.

        These are the words: `kedit` `include` `video` `image` `param` `template` `set` `then`
        `remove` `swap` `add` `in` `at` `as` `save` `id` `from` `for` `and` `onto` `frame` `point`
        `points` `mode` `duration` `language` `prompt` `negative` `callback` `watermark` `preview`
        `model`.
        """,
      reason: """
        A statement ends where the next word of the language begins. If `save` could be a name too,
        `from save "a.mp4"` would have two readings.
        """,
      sources: .language("names"),
      wrong: """
        video "https://example.com/farm.mp4"
        image model = "https://example.com/car.png"
        add "a model car" from model
        """,
      right: """
        video "https://example.com/farm.mp4"
        image car = "https://example.com/car.png"
        add "a model car" from car
        """)
  }

  static var valueExpected: Explanation {
    Explanation(
      "an option has no value",
      meaning: """
        An option is a word and its value: `mode pro`, `duration 10`, `negative "blurry"`. After
        this word something else follows, or nothing.
        """,
      reason: """
        No option means anything by itself. What is to be left as it is, is left out.
        """,
      sources: .language("options"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          mode
          save "clean.mp4"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          mode pro
          save "clean.mp4"
        """)
  }

  static var wordExpected: Explanation {
    Explanation(
      "a word or sign that belongs here is missing",
      meaning: """
        Some statements hold together by a small word or a sign: `swap … for … from …`,
        `add … from …`, `video NAME = …`. Others need a certain word after the first: `then` an
        edit, `set` an option, `template` the verb that it is for. The message says which one is
        missing.
        """,
      reason: """
        The small words say which text is which. In a swap, the text before `for` goes and the one
        after it comes.
        """,
      sources: .language("statements"),
      wrong: """
        video "https://example.com/farm.mp4"
        swap "the dog" with "a corgi" from "https://example.com/corgi.png"
          at frame 0 point (0.40, 0.55)
        """,
      right: """
        video "https://example.com/farm.mp4"
        swap "the dog" for "a corgi" from "https://example.com/corgi.png"
          at frame 0 point (0.40, 0.55)
        """)
  }

  static var version: Explanation {
    Explanation(
      "the version of the language is not as it should be",
      meaning: """
        `kedit 1` says that a file is written in version 1 of the language, the only one there is.
        The line may be left out. If it is there, it is the first statement of the file.
        """,
      reason: """
        An older kedit must not read a file of a newer language as if it understood it, and it can
        tell so only at the beginning.
        """,
      sources: .language("versions"),
      wrong: """
        kedit 2
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        kedit 1
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }
}
