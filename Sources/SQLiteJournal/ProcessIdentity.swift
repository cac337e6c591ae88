import Glibc
import PosixFiles

/// A process that cannot be mistaken for another of the same number: a claim outlives whoever made it.
struct ProcessIdentity: Hashable, Sendable {
  let host: String
  let process: Int
  /// When the process began: the kernel's own count, and which start of the machine it counts from.
  let start: String

  static let current = ProcessIdentity(
    host: hostName, process: Int(getpid()), start: start(of: Int(getpid())) ?? "")

  /// Whether the process may still be there: one on another host always may.
  var mayBeAlive: Bool {
    guard host == Self.hostName else { return true }
    return Self.start(of: process) == start
  }

  private static let hostName: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }()

  /// `nil` where there is no such process.
  private static func start(of process: Int) -> String? {
    do throws(FileError) {
      let status = try FileSystem.read("/proc/\(process)/stat", limit: 1 << 16)
      // The name of the program stands in parentheses and may hold anything; what follows does not.
      guard let name = status.lastIndex(of: UInt8(ascii: ")")) else { return nil }
      let fields = status[(name + 1)...].split(separator: UInt8(ascii: " "))
      // `starttime` is the 22nd field of the line (proc_pid_stat(5)), the 20th behind the name.
      guard fields.count > 19 else { return nil }
      // A process that ended and was not waited for yet holds nothing any more.
      if fields[0].first == UInt8(ascii: "Z") { return nil }
      let boot = try FileSystem.read("/proc/sys/kernel/random/boot_id", limit: 1 << 10)
      return String(decoding: fields[19], as: UTF8.self) + "@"
        + String(decoding: boot.filter { $0 > 0x20 }, as: UTF8.self)
    } catch {
      return nil
    }
  }
}
