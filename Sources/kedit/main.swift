import Glibc
import KEditCLI
import PosixThreads

let code = waitForTask {
  await Program.run(
    rawArguments: Program.argumentsOfProcess(), environment: .process(), io: .process())
}
exit(code.rawValue)
