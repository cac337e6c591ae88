import Glibc
package import KEditEngine
import PosixFiles
import Synchronization

extension IO {
  /// The surroundings of this process.
  ///
  /// From here on a pipe that nobody reads any more, and a file that may not grow any more, is an error
  /// of writing and not the end of the process, and a standard stream that was closed by the caller is never taken by another file.
  package static func process(
    decorate: @escaping @Sendable (World) -> World = { $0 }
  ) -> IO {
    claimStandardStreams()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let reader = AnswerReader()
    return IO(
      output: .stream(STDOUT_FILENO), error: .stream(STDERR_FILENO),
      readInput: {
        Result { () throws(FileError) in try FileSystem.readStandardInput(limit: inputLimit) }
      },
      inputLines: { InputLines.stream(STDIN_FILENO) },
      isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1,
      inputPath: "/dev/stdin", canAsk: reader != nil, readAnswer: { await reader?.read() },
      asking: { question in
        reader?.dropWhatWasTyped()
        return await question()
      },
      // Where the folder is gone, each file says so for itself.
      currentFolder: (try? ProcessEnvironment.currentFolder()) ?? ".",
      interruptions: .process, decorate: decorate)
  }

  /// The most bytes that a spec or a plan can have.
  static let inputLimit = 64 << 20
}

/// Opens what the caller has closed, the wrong way round, so that using it is the error it should be.
private func claimStandardStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
    // The lowest number that is free is the one that was closed.
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}
