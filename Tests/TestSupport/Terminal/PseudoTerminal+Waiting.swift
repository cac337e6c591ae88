package import Testing

extension PseudoTerminal {
  /// Waits until the screen is as it should be; looked at after everything that the program writes.
  ///
  /// - Parameters:
  ///   - description: what is waited for, for the message of the test that waits in vain.
  ///   - limit: how long that may take.
  ///   - sourceLocation: where the test waits.
  ///   - condition: runs on the terminal's thread, and must not wait for anything.
  /// - Returns: the screen as it was then; the program may have gone on since.
  /// - Throws: what ends the test, after an issue with a picture of the screen was recorded: the
  ///   time is up, or the program has ended and nothing can come any more.
  @discardableResult
  package func waitFor(
    _ description: String, within limit: Duration = .seconds(30),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: @escaping @Sendable (Screen) -> Bool
  ) async throws -> Screen {
    let wait = await core.wait(until: .now + limit) { condition($0.screen) }
    let hasCome = wait.result == .met
    try #require(
      hasCome, "\(Self.report(description, wait, limit))", sourceLocation: sourceLocation)
    return wait.screen
  }

  /// Waits until a text stands on the screen, in one line or broken by the screen's width.
  @discardableResult
  package func waitForText(
    _ text: String, within limit: Duration = .seconds(30),
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Screen {
    try await waitFor("the text '\(text)'", within: limit, sourceLocation: sourceLocation) {
      $0.visible.contains(text)
    }
  }

  /// Waits until the program has ended and all that it wrote is on the screen.
  ///
  /// - Throws: what ends the test, after an issue with a picture of the screen was recorded: the
  ///   time is up.
  @discardableResult
  package func waitForExit(
    within limit: Duration = .seconds(30), sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Ending {
    let wait = await core.wait(until: .now + limit) { $0.isOver }
    let ending = wait.ending
    return try #require(
      ending, "\(Self.report("the program's end", wait, limit))",
      sourceLocation: sourceLocation)
  }

  private static func report(
    _ description: String, _ wait: PseudoTerminalCore.Wait, _ limit: Duration
  ) -> String {
    let reason =
      switch wait.ending {
      case .exit(let code)?: "the program ended before it (exit code \(code))"
      case .signal(let number)?: "the program ended before it (signal \(number))"
      case nil: "not within \(limit)"
      }
    return "\(description): \(reason)\n\(wait.screen.picture)"
  }
}
