// K709 to K714, and K901: included files, tables and plans.

extension Explanation {
  static var editInInclude: Explanation {
    Explanation(
      "an included file has an edit",
      meaning: """
        A file that others include gives them videos, images, parameters, templates and settings. It
        has no edits of its own. Move the edit into the file that is run, or make it a file by
        itself.
        """,
      reason: """
        Edits cost money, so all that a run will do stands in the file that you run.
        """,
      sources: .language("includes"),
      wrong: Example(
        """
        include "farm.kedit"
        remove "the hen" at frame 0 point (0.20, 0.45)
        """,
        with: [
          .text(
            "farm.kedit",
            """
            video "https://example.com/farm.mp4"
            remove "the chick" at frame 0 point (0.77, 0.30)
            """)
        ]),
      right: Example(
        """
        include "farm.kedit"
        remove "the chick" at frame 0 point (0.77, 0.30)
        then remove "the hen" at frame 0 point (0.20, 0.45)
        """,
        with: [
          .text(
            "farm.kedit",
            """
            video "https://example.com/farm.mp4"
            """)
        ]))
  }

  static var includeCircle: Explanation {
    Explanation(
      "files include each other in a circle",
      meaning: """
        A file includes itself, or another that leads back to it. Put what both need into a third
        file, and include that in each of them. One file that is reached by two ways is no circle:
        it counts once.
        """,
      reason: """
        What a file includes is read before the file itself. In a circle none could be read first.
        """,
      sources: .language("includes"),
      wrong: Example(
        """
        include "farm.kedit"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
        with: [
          .text(
            "farm.kedit",
            """
            include "spec.kedit"
            video "https://example.com/farm.mp4"
            """)
        ]),
      right: Example(
        """
        include "farm.kedit"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
        with: [
          .text(
            "farm.kedit",
            """
            video "https://example.com/farm.mp4"
            """)
        ]))
  }

  static var includesDisagree: Explanation {
    Explanation(
      "two included files disagree",
      meaning: """
        Both set the same option or give a template for the same edit, and not the same one. Say in
        the file that includes them which one holds: its own `set` and `template` win.
        """,
      reason: """
        If the later one won, the order of two lines would decide what is made and what it costs.
        """,
      sources: .language("includes"),
      wrong: Example(
        """
        include "farm.kedit"
        include "cheap.kedit"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
        with: [
          .text(
            "farm.kedit",
            """
            video "https://example.com/farm.mp4"
            set mode pro
            """),
          .text(
            "cheap.kedit",
            """
            set mode std
            """),
        ]),
      right: Example(
        """
        include "farm.kedit"
        include "cheap.kedit"
        set mode std
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
        with: [
          .text(
            "farm.kedit",
            """
            video "https://example.com/farm.mp4"
            set mode pro
            """),
          .text(
            "cheap.kedit",
            """
            set mode std
            """),
        ]))
  }

  private static var herd: String {
    """
    param animal
    param spot
    video "https://example.com/farm.mp4"
    remove "the {animal}" at frame 0 point {spot}
    """
  }

  static var tableInvalid: Explanation {
    Explanation(
      "a table cannot be read",
      meaning: """
        The table given with `--each` is CSV or, if its name ends in `.jsonl`, JSON Lines. In CSV
        each row has as many cells as the first one. A cell with a comma, a quote or a line end in
        it stands in double quotes, and a quote in it is written twice. In JSON Lines every line is
        an object.
        """,
      reason: """
        A row that is read wrongly is an edit that is made wrongly.
        """,
      sources: .standard("RFC 4180 (CSV)"), .language("tables"),
      wrong: Example(
        herd,
        with: [
          .text(
            "animals.csv",
            """
            animal,spot
            chick,(0.77, 0.30)
            """)
        ], table: "animals.csv"),
      right: Example(
        herd,
        with: [
          .text(
            "animals.csv",
            """
            animal,spot
            chick,"(0.77, 0.30)"
            """)
        ], table: "animals.csv"))
  }

  static var tableColumn: Explanation {
    Explanation(
      "a column of a table stands for no parameter",
      meaning: """
        The first line of a CSV table, or the keys of a JSON line, are names of parameters. A column
        with another name is passed over, with a warning: a table may hold more than the file needs.
        A column without a name, with one that no parameter can have, with the same name as another
        column, or with one like that of a parameter which has no value yet is an error.
        """,
      reason: """
        A slip in the name of a column would leave the parameter at its default in every row.
        """,
      sources: .language("tables"),
      wrong: Example(
        herd,
        with: [
          .text(
            "animals.csv",
            """
            animal,spot,price
            chick,"(0.77, 0.30)",3
            """)
        ], table: "animals.csv"),
      right: Example(
        herd,
        with: [
          .text(
            "animals.csv",
            """
            animal,spot
            chick,"(0.77, 0.30)"
            """)
        ], table: "animals.csv"))
  }

  static var tableEmpty: Explanation {
    Explanation(
      "a table has no rows",
      meaning: """
        With `--each`, the edits of the file are made once for each row of the table. This one has
        none: it is empty, or there is nothing below the names of its columns.
        """,
      reason: """
        A run that does nothing and reports success would hide that the table was not written.
        """,
      sources: .language("tables"),
      wrong: Example(
        herd,
        with: [.text("animals.csv", "animal,spot")], table: "animals.csv"),
      right: Example(
        herd,
        with: [
          .text(
            "animals.csv",
            """
            animal,spot
            chick,"(0.77, 0.30)"
            """)
        ], table: "animals.csv"))
  }

  static var planInvalid: Explanation {
    Explanation(
      "a plan is not sound",
      meaning: """
        A plan that was made with `kedit plan --format json` can be carried out as it is. It is
        checked as strictly as a `.kedit` file: its JSON, every member, every limit of the service,
        and the fingerprint of each edit. The message says where it fails.

        Change the `.kedit` file and make the plan anew, rather than the plan itself.
        """,
      reason: """
        A plan may have been edited, or be from another version of kedit. The fingerprint tells what
        was paid for already, so it must belong to what the plan says.
        """,
      sources: .language("plans"), .standard("RFC 8259 (JSON)"),
      wrong: Example(
        """
        {
         "format": "kedit-plan/2",
         "source": {
          "path": "spec.kedit",
          "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
         },
         "edits": []
        }
        """, name: "spec.plan.json"),
      right: Example(
        """
        {
         "format": "kedit-plan/1",
         "source": {
          "path": "spec.kedit",
          "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
         },
         "edits": []
        }
        """, name: "spec.plan.json"))
  }
}
