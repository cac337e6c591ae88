/// Unpredictable bytes from the kernel (`getrandom`), fit for secrets and identifiers.
package func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in generator.next() }
}
