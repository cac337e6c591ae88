extension Program {
  /// What this process was started with, its own name left out: in bytes, for `CommandLine.arguments`
  /// silently puts another character in the place of what is not UTF-8.
  package static func argumentsOfProcess() -> [[UInt8]] {
    let start = CommandLine.unsafeArgv
    return (0..<Int(CommandLine.argc)).dropFirst().compactMap { index in
      start[index].map { UnsafeRawBufferPointer(start: $0, count: length(of: $0)).map { $0 } }
    }
  }

  private static func length(of text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }
}
