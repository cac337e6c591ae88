/// What a journal tells a person of the runs of all its accounts; asking changes nothing.
package protocol RunArchive: Sendable {
  /// All runs, the newest first.
  func runs() async throws(JournalFault) -> [RunSummary]

  /// The run of that number, with its edits in the order of the plan; `nil` where there is none.
  func report(of run: Int) async throws(JournalFault) -> RunReport?

  /// Every step of every edit of a run, the first first.
  func history(of run: Int) async throws(JournalFault) -> [HistoryStep]

  /// Results that were never fetched and lie at the service, or will; the one that dies first at the
  /// front.
  func unfetchedResults() async throws(JournalFault) -> [UnfetchedResult]
}
