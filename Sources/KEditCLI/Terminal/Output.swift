import Glibc
import PlainText
import PosixFiles
import Synchronization

/// Where text goes: a standard stream, or a test's memory.
///
/// Writing never throws: the first failure is kept, nothing is written after it, and the program
/// looks at `failure` once at its end. That leaves the commands free of it.
package final class Output: Sendable {
  package let isTerminal: Bool
  private let measure: @Sendable () -> TerminalSize?
  private let writeBytes: @Sendable ([UInt8]) -> Int32
  private let state = Mutex<Int32>(0)

  /// - Parameters:
  ///   - isTerminal: whether a person sees it as it comes.
  ///   - size: that of the terminal at the moment, where it has one.
  ///   - write: writes all the bytes and returns 0, or the number of the system's error.
  package init(
    isTerminal: Bool, size: @escaping @Sendable () -> TerminalSize? = { nil },
    write: @escaping @Sendable ([UInt8]) -> Int32
  ) {
    self.isTerminal = isTerminal
    self.measure = size
    self.writeBytes = write
  }

  /// How much the terminal shows, at this moment; `nil` where it is none or does not say.
  package var size: TerminalSize? { measure() }

  /// The columns of the terminal, at this moment; 100 where it is none or does not say.
  package var width: Int { measure()?.columns ?? 100 }

  /// The lines of the terminal, at this moment; 24 where it is none or does not say.
  package var height: Int { measure()?.lines ?? 24 }

  /// The number of the system's error that ended the output; 0 if there was none.
  package var failure: Int32 { state.withLock { $0 } }

  package func write(_ text: String) {
    write(Array(text.utf8))
  }

  package func write(_ bytes: [UInt8]) {
    state.withLock { failure in
      guard failure == 0, !bytes.isEmpty else { return }
      failure = writeBytes(bytes)
    }
  }
}

extension Output {
  /// A standard stream of the process.
  static func stream(_ descriptor: Int32) -> Output {
    let isTerminal = isatty(descriptor) == 1
    return Output(
      isTerminal: isTerminal, size: { isTerminal ? TerminalSize(of: descriptor) : nil },
      write: { writeAll($0, to: descriptor) })
  }
}

extension Output {
  /// A file that is written as text comes, replacing what it held.
  ///
  /// - Throws: a failure of a local file.
  static func file(_ name: String, _ io: IO) throws(CommandFailure) -> Output {
    let descriptor = open(
      Path.join(io.currentFolder, name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else {
      let reason = systemWords(errno)
      throw CommandFailure(.localFile, "'\(harmless(name))' cannot be written: \(reason)")
    }
    let file = OpenFile(descriptor)
    return Output(isTerminal: false, write: { writeAll($0, to: file.descriptor) })
  }
}

/// A descriptor that is closed when nobody writes to it any more.
private final class OpenFile: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    // What was written was checked; there is nobody left to tell.
    _ = close(descriptor)
  }
}

/// How much a terminal shows.
package struct TerminalSize: Hashable, Sendable {
  /// From 20 up: what is narrower cannot be written for.
  package let columns: Int
  /// From 4 up.
  package let lines: Int

  package init(columns: Int, lines: Int) {
    self.columns = max(20, columns)
    self.lines = max(4, lines)
  }

  /// `nil` where the terminal does not say.
  init?(of descriptor: Int32) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    self.init(columns: Int(size.ws_col), lines: size.ws_row > 0 ? Int(size.ws_row) : 24)
  }
}

/// Writes all of the bytes, whatever interrupts it; 0, or the number of the error.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var descriptors = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&descriptors, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// What the system calls an error, by its number.
func systemWords(_ number: Int32) -> String {
  strerror(number).map { String(cString: $0) } ?? "error \(number)"
}
