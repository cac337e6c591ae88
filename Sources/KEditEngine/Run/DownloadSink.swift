import KlingAPI
import Synchronization

/// Lets the body of a response into a file, after a look at the status and at the first bytes: a
/// page that says "error" must never become a video.
final class DownloadSink: ResponseSink {
  /// Why the body was not taken.
  enum Refusal: Error, Hashable {
    /// The status is no success.
    case status(Int)
    /// The first bytes are not those of what was asked for; what they seem to be.
    case content(String)
    case file(FileFault)
  }

  private struct State {
    var status = 0
    var total: Int?
    var start: [UInt8] = []
    var isChecked = false
    var count = 0
    var toldCount = 0
    var refusal: Refusal?
  }

  private let file: any PendingFile
  private let content: DownloadItem.Content
  private let progress: @Sendable (_ bytes: Int, _ total: Int?) -> Void
  private let state = Mutex(State())

  /// So many bytes must be there before the content is judged.
  private static let startLength = 12

  init(
    _ file: any PendingFile, content: DownloadItem.Content,
    progress: @escaping @Sendable (_ bytes: Int, _ total: Int?) -> Void
  ) {
    self.file = file
    self.content = content
    self.progress = progress
  }

  /// Why the transfer was ended here; the transport knows it only as a text.
  var refusal: Refusal? { state.withLock(\.refusal) }

  func begin(_ head: HTTPResponseHead) throws {
    try state.withLock { state in
      state.status = head.status
      state.total = head.header("Content-Length").flatMap { Int($0) }
      if head.status != 200 { try refuse(.status(head.status), &state) }
    }
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    let news = try state.withLock { state in
      if state.isChecked {
        try write(bytes, &state)
      } else {
        state.start += bytes
        if state.start.count >= Self.startLength { try check(&state) }
      }
      return Self.news(&state)
    }
    if let (count, total) = news { progress(count, total) }
  }

  /// How much has come, where that is worth telling: at every mebibyte, and at the end.
  private static func news(_ state: inout State) -> (Int, Int?)? {
    guard state.count - state.toldCount >= 1 << 20 || state.count == state.total else { return nil }
    state.toldCount = state.count
    return (state.count, state.total)
  }

  /// Judges a body that ended before it was long enough to be judged.
  func finish() throws(Refusal) {
    try state.withLock { state throws(Refusal) in
      if !state.isChecked { try check(&state) }
      if let total = state.total, state.count != total {
        try refuse(.content("\(state.count) of \(total) bytes"), &state)
      }
    }
  }

  private func check(_ state: inout State) throws(Refusal) {
    state.isChecked = true
    if let fault = Self.fault(of: state.start, content) { try refuse(.content(fault), &state) }
    let start = state.start
    state.start = []
    let written = start.withUnsafeBytes { bytes in
      Result { () throws(FileFault) in try file.write(bytes) }
    }
    if case .failure(let fault) = written { try refuse(.file(fault), &state) }
    state.count = start.count
  }

  private func write(_ bytes: UnsafeRawBufferPointer, _ state: inout State) throws(Refusal) {
    do throws(FileFault) {
      try file.write(bytes)
    } catch {
      try refuse(.file(error), &state)
    }
    state.count += bytes.count
  }

  private func refuse(_ refusal: Refusal, _ state: inout State) throws(Refusal) {
    state.refusal = refusal
    throw refusal
  }

  /// What the first bytes are instead of what was asked for; `nil` where they fit.
  static func fault(of start: [UInt8], _ content: DownloadItem.Content) -> String? {
    if start.isEmpty { return "nothing" }
    if start.first == UInt8(ascii: "<") { return "a web page" }
    switch content {
    case .other: return nil
    case .video:
      // ISO base media and QuickTime files begin with a box, whose type follows its size.
      let types = ["ftyp", "moov", "mdat", "wide", "free", "skip"]
      let type = String(decoding: start.dropFirst(4).prefix(4), as: UTF8.self)
      return types.contains(type) ? nil : "no MP4 or QuickTime video"
    }
  }
}
