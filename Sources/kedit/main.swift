import Glibc
import KEditCLI

let code = await Program.run(
  rawArguments: Program.argumentsOfProcess(), environment: .process(), io: .process())
exit(code.rawValue)
