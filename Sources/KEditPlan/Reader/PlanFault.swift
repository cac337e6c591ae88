/// One thing that is wrong with a plan file.
package struct PlanFault: Error, Hashable, Sendable {
  package enum Media: String, Hashable, Sendable {
    case image
    case video
  }

  package enum Kind: Hashable, Sendable {
    /// Not JSON; the parser's words.
    case json(String)
    /// Another kind of value than the member takes; both in words, "a string".
    case type(expected: String, found: String)
    case unknownMember(String, allowed: [String])
    case missingMember(String)
    /// Not one of the words that may stand there.
    case word(expected: [String], found: String)
    /// Another `format` than this version of kedit reads.
    case format(found: String)
    /// A number that is not whole, or below the least.
    case wholeNumber(least: Int, found: String)
    /// Not 64 lower-case hexadecimal digits.
    case hash
    /// `source.path` is no plain file name.
    case sourceName
    /// No name that an edit can have.
    case name(String)
    case repeatedName(String, first: String)
    /// Another step, or none, where one of the expected ones must stand.
    case step(expected: [String], found: String?)
    /// Not exactly one of `video_id` and `video_url`.
    case oneSource
    /// A text that begins with `${` and is none of the placeholders that may stand there.
    case placeholder(String, expected: [String])
    case emptyText
    /// The path of a local file is empty or has a NUL in it.
    case localPath
    /// A local file whose hash is not in `files` of the step.
    case fileNotListed(path: String)
    /// A file of `files` that the step does not use, or that stands there twice.
    case fileNotUsed(path: String)
    case url(WebURL.Fault)
    case wrongExtension(String, Media)
    /// A `video_id` or `external_task_id` that cannot be one.
    case identifier(ExternalTaskIDRules.Fault)
    case repeatedTaskID(String, first: String)
    case selection(SelectionFault)
    case imageCount(Int, mode: EditMode)
    case prompt(PromptFault)
    case negativePromptTooLong(scalars: Int)
    case save(SavePath.Fault)
    /// A `save` that is not in normal form.
    case saveForm(expected: String)
    /// The edit would write a file of another edit, whose pointer is given.
    case saveTaken(first: String)
    case unknownEdit(String)
    /// `depends_on` does not say what the `video_id` says.
    case dependsOn(expected: [String])
    /// The names of edits that need each other's results, from the first on.
    case circle([String])
    case estimate(expected: UnitRange)
    case fingerprint(expected: String)
  }

  /// Where: a JSON pointer (RFC 6901), empty for the whole file.
  package let pointer: String
  /// Where: in bytes from the start of the file.
  package let offset: Int
  package let kind: Kind
}
