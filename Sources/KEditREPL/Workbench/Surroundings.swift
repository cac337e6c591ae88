package import KEditCompiler

/// What the session knows of the world without asking.
package struct Surroundings: Sendable {
  /// Values for parameters, from the command line, for a text whose relative paths start from a folder.
  let arguments: @Sendable (_ folder: String) -> [ParameterArgument]
  /// Reads a file that an `include` names, by its path as seen from a folder.
  let include: @Sendable (_ path: String, _ folder: String) -> IncludedFile
  /// SHA-256 of bytes, in lower-case hexadecimal.
  let sha256: @Sendable ([UInt8]) -> String
  /// The time of day, as Unix time in milliseconds.
  let now: @Sendable () -> Int

  package init(
    arguments: @escaping @Sendable (_ folder: String) -> [ParameterArgument] = { _ in [] },
    include: @escaping @Sendable (_ path: String, _ folder: String) -> IncludedFile = { _, _ in
      .unreadable("no such file")
    },
    sha256: @escaping @Sendable ([UInt8]) -> String, now: @escaping @Sendable () -> Int
  ) {
    self.arguments = arguments
    self.include = include
    self.sha256 = sha256
    self.now = now
  }
}
