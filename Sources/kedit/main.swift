import Glibc
import KEditCLI
import PosixFiles

let code = await Program.run(
  arguments: Array(CommandLine.arguments.dropFirst()),
  environment: Environment(ProcessEnvironment.variables()),
  io: .process())
exit(code.rawValue)
