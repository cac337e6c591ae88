extension LineReader {
  /// What a reader is to do, and where.
  package struct Settings: Sendable {
    /// The name that lines of ~/.editrc may begin with.
    package var programName = "kedit"
    /// The file that history lasts in; `nil` for none.
    package var historyPath: String?
    /// How many entries are kept.
    package var historyLimit = 2000
    /// The value of an environment variable: `HOME`, `EDITRC`, `TERM`, and those that terminals are known
    /// by.
    package var variable: @Sendable (_ name: String) -> String?
    package var input: Int32 = 0
    package var output: Int32 = 1
    /// What can stand at the cursor, counted in UTF-8 bytes; called on the reader's thread.
    package var complete: @Sendable (_ line: String, _ cursor: Int) -> Completions
    /// The line with colours switched on and off in it, the text being the same.
    package var colored: @Sendable (_ line: String) -> String

    package init(
      variable: @escaping @Sendable (_ name: String) -> String?,
      historyPath: String? = nil,
      complete: @escaping @Sendable (_ line: String, _ cursor: Int) -> Completions = { _, _ in
        Completions(replacing: 0..<0, candidates: [])
      },
      colored: @escaping @Sendable (_ line: String) -> String = { $0 }
    ) {
      self.variable = variable
      self.historyPath = historyPath
      self.complete = complete
      self.colored = colored
    }
  }

  /// What can stand at the cursor.
  package struct Completions: Sendable {
    package struct Candidate: Hashable, Sendable {
      /// What comes into the line.
      package let insert: String
      /// What a person sees of it in a list.
      package let shown: String

      package init(insert: String, shown: String) {
        self.insert = insert
        self.shown = shown
      }
    }

    /// What of the line a candidate takes the place of, in UTF-8 bytes.
    package let replacing: Range<Int>
    package let candidates: [Candidate]

    package init(replacing: Range<Int>, candidates: [Candidate]) {
      self.replacing = replacing
      self.candidates = candidates
    }
  }
}
