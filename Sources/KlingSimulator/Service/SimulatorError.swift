/// Why a simulator cannot begin.
package struct SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}
