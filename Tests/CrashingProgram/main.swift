import Glibc
import KEditCLI
import KEditEngine

// kedit, but that the first argument names a file that lists the points it comes by, and the second
// the point at which the process is to end at once, by its name or by its number; `-` for none.

let arguments = Program.argumentsOfProcess()
precondition(arguments.count > 2, "usage: CrashingProgram POINTS-FILE POINT|- ARGUMENT...")
let points = Points(
  file: String(decoding: arguments[0], as: UTF8.self),
  last: String(decoding: arguments[1], as: UTF8.self))
let code = await Program.run(
  rawArguments: Array(arguments.dropFirst(2)), environment: .process(),
  io: .process(decorate: { points.watch($0) }))
exit(code.rawValue)
