import KEditSyntax
import KlingSimulator
import PlainText

extension FaultScript {
  /// Reads the script that the command line or the environment names; `nil` names none.
  ///
  /// - Throws: a failure of a local file, or of a faulty one.
  static func read(_ name: String?, _ io: IO) throws(CommandFailure) -> FaultScript {
    guard let name else { return .none }
    let bytes = try InputFile.read(name, io).source.bytes
    do throws(FaultScriptError) {
      return try FaultScript(bytes)
    } catch {
      throw CommandFailure(
        .faultyFile, "\(harmless(name)):\(error.line):\(error.column): \(harmless(error.message))")
    }
  }
}
