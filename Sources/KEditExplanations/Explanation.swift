/// What a code means, for a person who met it and wants more than the message.
package struct Explanation: Sendable {
  /// One line without a full stop, in lower case: it follows the code and a colon.
  package let title: String
  /// What was found, and what to do about it; paragraphs with an empty line between them.
  package let meaning: String
  /// Why there is such a rule.
  package let reason: String
  /// Where the rule is written down.
  package let sources: [RuleSource]
  /// The smallest file that has the fault and no other.
  package let wrong: Example
  /// The same file, put right.
  package let right: Example

  init(
    _ title: String, meaning: String, reason: String, sources: RuleSource..., wrong: Example,
    right: Example
  ) {
    self.title = title
    self.meaning = meaning
    self.reason = reason
    self.sources = sources
    self.wrong = wrong
    self.right = right
  }
}
