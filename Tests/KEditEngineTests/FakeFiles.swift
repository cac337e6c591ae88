import KEditEngine
import Synchronization

/// Files in memory: what the plan names, and the output folder.
final class FakeFiles: Files {
  private struct State {
    var sources: [String: [UInt8]]
    var outputs: [String: [UInt8]] = [:]
    var pending = 0
    var isFull = false
    var appearing: [UInt8]?
    var room = Int.max
    var privatePaths: Set<String> = []
  }

  private let state: Mutex<State>

  /// `isFull`: nothing can be written. `appearing`: the content of a file that somebody else puts
  /// where a result goes while it is being fetched.
  init(
    sources: [String: [UInt8]] = [:], outputs: [String: [UInt8]] = [:], isFull: Bool = false,
    appearing: [UInt8]? = nil
  ) {
    state = Mutex(
      State(
        sources: sources, outputs: outputs, isFull: isFull, appearing: appearing))
  }

  var outputs: [String: [UInt8]] { state.withLock(\.outputs) }
  /// The files that only their owner may read.
  var privatePaths: Set<String> { state.withLock(\.privatePaths) }
  /// How many temporary files were neither moved into place nor removed.
  var pendingCount: Int { state.withLock(\.pending) }

  /// Changes a file that the plan names.
  func replace(_ path: String, by bytes: [UInt8]) {
    state.withLock { $0.sources[path] = bytes }
  }

  /// Puts a file into the output folder, as somebody else would.
  func put(_ path: String, _ bytes: [UInt8]) {
    state.withLock { $0.outputs[path] = bytes }
  }

  func remove(_ path: String) {
    state.withLock { _ = $0.outputs.removeValue(forKey: path) }
  }

  func read(_ path: String) throws(FileFault) -> [UInt8] {
    guard let bytes = state.withLock({ $0.sources[path] }) else {
      throw FileFault("cannot read '\(path)'")
    }
    return bytes
  }

  func sha256(of path: String) throws(FileFault) -> String { fakeHash(try read(path)) }

  func sha256(ofResult path: String) throws(FileFault) -> String? {
    state.withLock { $0.outputs[path] }.map(fakeHash)
  }

  func location(_ path: String) -> String { "/out/" + path }

  func shown(_ path: String) -> String { "out/" + path }

  func exists(_ path: String) throws(FileFault) -> Bool {
    state.withLock { $0.outputs[path] != nil }
  }

  func begin(_ path: String, isPrivate: Bool) throws(FileFault) -> any PendingFile {
    state.withLock { state in
      state.pending += 1
      if isPrivate { state.privatePaths.insert(path) }
      if let content = state.appearing, !isPrivate { state.outputs[path] = content }
    }
    return Pending(path: path, files: self)
  }

  /// Leaves room for so many bytes in each file that is begun.
  func leaveRoom(_ bytes: Int) {
    state.withLock { $0.room = bytes }
  }

  func readOutput(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
    guard let bytes = outputs[path], bytes.count <= limit else {
      throw FileFault("cannot read '\(path)'")
    }
    return bytes
  }

  func setAside(_ path: String, as other: String) throws(FileFault) -> String? {
    if outputs[path] == nil { return nil }
    let isInTheWay = state.withLock { state in
      if state.outputs[other] != nil { return true }
      state.outputs[other] = state.outputs.removeValue(forKey: path)
      return false
    }
    if isInTheWay { throw FileFault("'\(other)' is in the way") }
    return "out/\(other)"
  }

  private final class Pending: PendingFile {
    let path: String
    let files: FakeFiles
    let bytes = Mutex<[UInt8]>([])
    let isPending = Mutex(true)

    init(path: String, files: FakeFiles) {
      self.path = path
      self.files = files
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileFault) {
      let room = files.state.withLock { $0.isFull ? 0 : $0.room }
      let isFull = self.bytes.withLock { content in
        guard content.count + bytes.count <= room else { return true }
        content += bytes
        return false
      }
      if isFull { throw FileFault("no space left on the device", isOutOfSpace: true) }
    }

    func restart() throws(FileFault) {
      bytes.withLock { $0 = [] }
    }

    func content() throws(FileFault) -> PendingContent {
      bytes.withLock { PendingContent(sha256: fakeHash($0), size: $0.count) }
    }

    func commit(replacing: Bool) throws(FileFault) -> String {
      let written = bytes.withLock { $0 }
      let isInTheWay = files.state.withLock { state in
        if state.outputs[path] != nil, !replacing { return true }
        state.outputs[path] = written
        return false
      }
      if isInTheWay { throw FileFault("'\(path)' is in the way") }
      discard()
      return "out/\(path)"
    }

    func discard() {
      let wasPending = isPending.withLock { isPending in
        defer { isPending = false }
        return isPending
      }
      if wasPending { files.state.withLock { $0.pending -= 1 } }
    }
  }
}

/// Sixty-four hexadecimal digits that depend on the bytes; no more is asked of a hash here.
func fakeHash(_ bytes: [UInt8]) -> String {
  var state: UInt64 = 14_695_981_039_346_656_037
  var text = ""
  for round in 0..<4 {
    for byte in bytes + [UInt8(round)] {
      state = (state ^ UInt64(byte)) &* 1_099_511_628_211
    }
    let digits = String(state, radix: 16)
    text += String(repeating: "0", count: 16 - digits.count) + digits
  }
  return text
}
