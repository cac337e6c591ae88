import KEditEngine
import KlingAPI
import PlainText
import SQLiteJournal

/// The service, opened when something is first asked of it: the prompt need not wait for it.
actor ReplService {
  private let settings: RunSettings
  private let context: CommandContext
  private var opened: Opened?

  struct Opened: Sendable {
    let connection: ServiceConnection
    let journal: SQLiteJournal
  }

  init(_ settings: RunSettings, _ context: CommandContext) {
    self.settings = settings
    self.context = context
  }

  /// - Throws: a failure of the options, the credentials, or the journal.
  func open() throws(CommandFailure) -> Opened {
    if let opened { return opened }
    let context = context
    let connection = try ServiceConnection.open(settings.target, settings.state, context) { text in
      context.inform("simulator: \(harmless(text))")
    }
    do throws(CommandFailure) {
      let new = Opened(
        connection: connection,
        journal: try connection.openJournal(settings.target, settings.state, context))
      opened = new
      return new
    } catch {
      connection.close()
      throw error
    }
  }

  /// What is open already; nothing is opened for it.
  var current: Opened? { opened }

  func close() {
    opened?.connection.close()
    opened = nil
  }
}
