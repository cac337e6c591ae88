internal import CSQLite

extension Database {
  /// Does all of `body` or nothing of it.
  ///
  /// The write lock is taken at once (`BEGIN IMMEDIATE`): what `body` reads stays true until it is
  /// through, and it never fails half-way for another writer's sake. Transactions do not nest.
  ///
  /// - Parameters:
  ///   - synchronous: what the commit outlives, if not what the options say.
  ///   - body: does the work, on this same database.
  /// - Returns: what `body` does.
  /// - Throws: `SQLiteError`, or whatever `body` throws, after everything was undone.
  package func transaction<Result>(
    synchronous: Synchronous? = nil, _ body: () throws -> Result
  ) throws -> Result {
    try setSynchronous(synchronous ?? options.synchronous)
    defer { restoreSynchronous() }
    return try immediateTransaction(body)
  }

  private func immediateTransaction<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Undoes the transaction, unless SQLite has done so already, as it does when the disk is full.
  ///
  /// Its own failure is not thrown: what made it necessary says more, and a transaction that is
  /// not committed is undone by whoever opens the file next.
  private func rollBack() {
    guard sqlite3_get_autocommit(handle) == 0 else { return }
    try? execute("ROLLBACK")
  }

  /// Back to the options' level, for what is executed outside of a transaction.
  ///
  /// It fails only where the transaction could not be undone, and then nothing is committed.
  private func restoreSynchronous() {
    try? setSynchronous(options.synchronous)
  }
}
