/// Why a simulator cannot begin.
package struct SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is in the way, for whoever is to say what can be done about it.
  package enum Cause: Hashable, Sendable {
    /// The state folder is damaged, or another version has written it.
    case state
    /// The port cannot be listened on.
    case port
  }

  package let cause: Cause
  package let description: String
}
