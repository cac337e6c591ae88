import Glibc
import LineEditor
import PosixFiles

// Reads lines and says what it got, so that a test at a pseudo-terminal can see all of it.
//
// EditingProgram [--history FILE] [--prompt TEXT]
//
// What is entered is done, so many milliseconds later, while the next line is read: `notice 100 TEXT`,
// `stop 100`, `cancel 100`, or what ends the process: `trap`, `segv`, `abort`, `exit`.

var settings = LineReader.Settings(
  variable: { ProcessEnvironment.variable($0) },
  complete: { line, cursor in Words.completions(line, cursor) },
  colored: { line in
    line.replacing(/\b(add|remove|swap)\b/) { "\u{1B}[1;34m\($0.output.0)\u{1B}[0m" }
  })
var prompt = "farm · frame 48 \u{1B}[32m❯\u{1B}[0m "
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst(), let value = arguments.popFirst() {
  switch option {
  case "--history": settings.historyPath = value
  case "--limit": settings.historyLimit = Int(value) ?? 2000
  case "--prompt": prompt = value
  default: exit(2)
  }
}

let reader: LineReader
do throws(LineReaderError) {
  reader = try LineReader(settings)
} catch {
  print("no reader: \(error)")
  exit(2)
}
if let failure = reader.takeHistoryFailure() { print("history: \(failure)") }

var cancelling: UInt32?
loop: while true {
  let reading = Task { [prompt] in await reader.read(prompt: prompt) }
  if let cancelling {
    Later.after(cancelling) { reading.cancel() }
  }
  cancelling = nil
  let line = await reading.value
  switch line {
  case .text(let text):
    print("got \(text.debugDescription)")
    reader.remember(text)
    if let failure = reader.takeHistoryFailure() { print("history: \(failure)") }
    Later(text, reader)?.start()
    cancelling = Later.cancellation(text)
  case .interrupted(let wasEmpty): print("interrupted \(wasEmpty ? "empty" : "line")")
  case .endOfInput:
    print("end of input")
    break loop
  case .stopped:
    print("stopped")
    break loop
  }
  fflush(nil)
}
await reader.close()
print("closed")
