// K601 to K611: edits and results.

extension Explanation {
  static var clauseTwice: Explanation {
    Explanation(
      "a clause stands in an edit twice",
      meaning: """
        An edit has each clause and each option at most once. Only `at` may be repeated, to mark
        several frames. Keep one of the two.
        """,
      reason: """
        If the later one counted, a slip would quietly undo what stands further up.
        """,
      sources: .language("clauses"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          mode std
          mode pro
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          mode pro
        """)
  }

  static var clauseNotForEdit: Explanation {
    Explanation(
      "this kind of edit does not have such a clause",
      meaning: """
        `onto` says where something that is added goes, so it belongs to `add`. Where something is
        removed or replaced is said by the marks.
        """,
      reason: """
        The words of `onto` become part of the prompt of an addition, and the prompts of the others
        have no place for them.
        """,
      sources: .language("clauses"),
      wrong: """
        video "https://example.com/farm.mp4"
        swap "the dog" for "a corgi" from "https://example.com/corgi.png"
          at frame 0 point (0.40, 0.55)
          onto "the grass"
        """,
      right: """
        video "https://example.com/farm.mp4"
        swap "the dog" for "a corgi" from "https://example.com/corgi.png"
          at frame 0 point (0.40, 0.55)
        """)
  }

  static var resultTwice: Explanation {
    Explanation(
      "two results would be one file",
      meaning: """
        A result's file is named by `save`, else by the edit's name, else by the name of the spec
        and the number of the edit. Two edits of this file come to the same one. Upper and lower
        case count as the same here, and the watermarked video and the preview count too. Give one
        of the edits another `save`.
        """,
      reason: """
        The second result would replace the first, which was paid for. On many disks `Clean.mp4` and
        `clean.mp4` are one file.
        """,
      sources: .language("results"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) save "clean.mp4"
        remove "the hen" at frame 0 point (0.20, 0.45) save "Clean.mp4"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) save "no-chick.mp4"
        remove "the hen" at frame 0 point (0.20, 0.45) save "no-hen.mp4"
        """)
  }

  static var resultOutside: Explanation {
    Explanation(
      "a result would not be a file in the output folder",
      meaning: """
        `save` names a file inside the output folder, also in a folder below it: `"clean.mp4"`,
        `"farm/clean.mp4"`. A path that begins with `/`, that leads out by `..`, or that ends in a
        folder is refused, and so is a name that is too long or has characters that cannot be seen.
        The folder itself is chosen when you run the file: `kedit run --output-dir DIR`.
        """,
      reason: """
        A file that somebody gave you must not be able to write wherever it likes on your disk.
        """,
      sources: .language("results"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          save "../clean.mp4"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          save "farm/clean.mp4"
        """)
  }

  static var taskIDTwice: Explanation {
    Explanation(
      "two edits have the same id",
      meaning: """
        `id` gives the task of an edit an id of your own. Two edits are two tasks, so they need two
        ids. Leave `id` out, and kedit makes one from the edit itself.
        """,
      reason: """
        "Please ensure uniqueness of the task ID within a single user account", say the service's
        documents. The service refuses a second task with the same id.
        """,
      sources: .createTask("external_task_id"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) as a id "farm-12"
        remove "the hen" at frame 0 point (0.20, 0.45) as b id "farm-12"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) as a id "farm-12"
        remove "the hen" at frame 0 point (0.20, 0.45) as b id "farm-13"
        """)
  }

  static var badTaskID: Explanation {
    Explanation(
      "the id of a task cannot be one",
      meaning: """
        The id of a task has no blanks and nothing that cannot be seen. It is not `.` or `..`, and
        does not begin with `${`. Letters, digits, `-` and `_` are safe.
        """,
      reason: """
        A task is asked for by its id, as the last part of a URL. There `..` would mean another
        address. In a plan, `${` marks what is filled in later.
        """,
      sources: .queryTask("external_task_id"), .language("plans"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          id "farm 12"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          id "farm-12"
        """)
  }

  static var circle: Explanation {
    Explanation(
      "edits need each other's results",
      meaning: """
        An edit can be made in the result of another, but not in its own, nor in one that needs its
        own first. Let one edit of the circle be made in a video.
        """,
      reason: """
        None of them could ever begin.
        """,
      sources: .language("edits"),
      wrong: """
        remove "the chick" in b at frame 0 point (0.77, 0.30) as a
        remove "the hen" in a at frame 0 point (0.20, 0.45) as b
        """,
      right: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in farm at frame 0 point (0.77, 0.30) as a
        remove "the hen" in a at frame 0 point (0.20, 0.45) as b
        """)
  }

  static var thenWithIn: Explanation {
    Explanation(
      "an edit has both `then` and `in`",
      meaning: """
        `then` makes an edit in the result of the edit before it, and `in` in the video or result
        that it names. Remove one of the two.
        """,
      reason: """
        An edit is made in one video. The two words would name two.
        """,
      sources: .language("edits"),
      wrong: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in farm at frame 0 point (0.77, 0.30)
        then remove "the hen" in farm at frame 0 point (0.20, 0.45)
        """,
      right: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in farm at frame 0 point (0.77, 0.30)
        then remove "the hen" at frame 0 point (0.20, 0.45)
        """)
  }

  static var thenWithoutEarlier: Explanation {
    Explanation(
      "the first edit begins with `then`",
      meaning: """
        `then` goes on with the result of the edit before it in the same file, and there is none.
        Remove `then`, or put the edit after the one that it goes on with.
        """,
      reason: """
        Only edits of the same file count: what an earlier run made is not looked for.
        """,
      sources: .language("edits"),
      wrong: """
        video "https://example.com/farm.mp4"
        then remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        then remove "the hen" at frame 0 point (0.20, 0.45)
        """)
  }

  static var thenProbablyMeant: Explanation {
    Explanation(
      "several edits of one video are not tied together",
      meaning: """
        Edits that nothing ties together are made side by side, and each gives a video of its own
        with one change. To make several changes in one video, write `then` before the second and
        every further one. To have several videos, name the edits with `as` or `save`: then this
        warning goes away.
        """,
      reason: """
        Each edit is paid for. Whoever wants all changes in one video would pay for videos that are
        of no use.
        """,
      sources: .language("edits"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        remove "the hen" at frame 0 point (0.20, 0.45)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        then remove "the hen" at frame 0 point (0.20, 0.45)
        """)
  }

  static var resultEnding: Explanation {
    Explanation(
      "a result has the ending of another kind of file",
      meaning: """
        `save` names a file with the ending of another format, and `.mp4` is put behind it. The
        result is an MP4 video whatever it is called. Write the name without that ending, or with
        `.mp4`, and convert the result where another format is needed.
        """,
      reason: """
        The service makes MP4 videos, and nothing converts them on the way. A file called `.mov` with
        something else in it would be refused by the programs that it is meant for.
        """,
      sources: .language("results"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) save "clean.mov"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) save "clean.mp4"
        """)
  }
}
