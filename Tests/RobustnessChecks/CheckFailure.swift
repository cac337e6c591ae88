/// What ought to hold of any input, and does not hold of this one.
package struct CheckFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

func require(_ condition: Bool, _ words: @autoclosure () -> String) throws(CheckFailure) {
  if !condition { throw CheckFailure(words()) }
}
