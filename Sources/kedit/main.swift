import Glibc
import KEditCLI

let code = await Program.run(
  arguments: Array(CommandLine.arguments.dropFirst()), environment: .process(), io: .process())
exit(code.rawValue)
