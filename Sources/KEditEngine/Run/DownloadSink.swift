import KlingAPI
import Synchronization

/// Lets the body of one response into a file, after a look at the head and at the first bytes: a
/// page that says "error" must never become a video, and a file never be put together from two
/// versions.
final class DownloadSink: ResponseSink {
  /// Why the body was not taken, or not all of it.
  enum Refusal: Error, Hashable {
    /// The status is no success.
    case status(Int, retryAfter: Duration?)
    /// It is not what was asked for; what it seems to be. What is there is of no use.
    case content(String)
    /// It ended early; how much came. The rest can be asked for.
    case short(String)
    case file(FileFault)
  }

  private struct State {
    var part: Download.Part
    /// How many bytes will be there when this response is done; `nil` where that is unknown.
    var end: Int?
    /// What came before there was enough of it to be judged.
    var start: [UInt8] = []
    var isJudged: Bool
    var toldCount: Int
    var refusal: Refusal?
  }

  private let download: Download
  private let content: DownloadItem.Content
  private let url: String
  private let validator: DownloadValidator?
  private let progress: @Sendable (_ bytes: Int, _ total: Int?) -> Void
  private let state: Mutex<State>

  /// `url` is what is asked; `progress` counts all bytes of the file that are there.
  init(
    _ download: Download, url: String, content: DownloadItem.Content,
    progress: @escaping @Sendable (_ bytes: Int, _ total: Int?) -> Void
  ) {
    self.download = download
    self.content = content
    self.url = url
    validator = download.validator(for: url)
    self.progress = progress
    let part = download.part
    state = Mutex(State(part: part, isJudged: part.count > 0, toldCount: part.count))
  }

  /// Why the transfer was ended here; the transport knows it only as a text.
  var refusal: Refusal? { state.withLock(\.refusal) }

  // MARK: The head

  func begin(_ head: HTTPResponseHead) throws {
    try state.withLock { state throws(Refusal) in
      switch head.status {
      case 200: try beginWhole(head, &state)
      case 206: try beginRest(head, &state)
      case 416 where state.part.count > 0:
        try refuse(.content("no rest of the file"), &state)
      default:
        try refuse(.status(head.status, retryAfter: head.retryAfter), &state)
      }
    }
  }

  private func beginWhole(_ head: HTTPResponseHead, _ state: inout State) throws(Refusal) {
    // What is there is good still: an error page says nothing of the file.
    if let fault = content.fault(of: head) { try refuse(.content(fault), &state, keeping: true) }
    if state.part.count > 0 {
      do throws(FileFault) { try download.file.restart() } catch {
        try refuse(.file(error), &state)
      }
    }
    state.part = Download.Part(
      total: head.header("Content-Length").flatMap { ContentRange.number($0) },
      validator: DownloadValidator(head), url: url)
    download.update(state.part)
    state.end = state.part.total
    state.isJudged = false
    state.toldCount = 0
  }

  private func beginRest(_ head: HTTPResponseHead, _ state: inout State) throws(Refusal) {
    guard state.part.count > 0, let validator,
      let range = head.header("Content-Range").flatMap({ ContentRange($0) }),
      range.first == state.part.count
    else { return try refuse(.content("not the part of the file that was asked for"), &state) }
    guard validator.allows(head), let total = state.part.total ?? range.total,
      range.total == nil || range.total == total, range.last < total
    else { return try refuse(.content("a part of another version of the file"), &state) }
    if let fault = content.fault(of: head) { try refuse(.content(fault), &state) }
    state.part.total = total
    // The tag may have moved to a fresh link; the next break is resumed there.
    state.part.url = url
    state.end = range.last + 1
  }

  // MARK: The body

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    let news = try state.withLock { state throws(Refusal) in
      let count = state.part.count + state.start.count + bytes.count
      if let end = state.end, count > end {
        try refuse(.content("longer than the \(end) bytes that were announced"), &state)
      }
      if state.isJudged {
        try write(bytes, &state)
      } else {
        state.start += bytes
        if state.start.count >= DownloadItem.Content.startLength { try judge(&state) }
      }
      return Self.news(&state)
    }
    if let (count, total) = news { progress(count, total) }
  }

  /// How much has come, where that is worth telling: at every mebibyte, and at the end.
  private static func news(_ state: inout State) -> (Int, Int?)? {
    let part = state.part
    guard part.count - state.toldCount >= 1 << 20 || part.isWhole else { return nil }
    state.toldCount = part.count
    return (part.count, part.total)
  }

  /// Judges a body that has ended: what was too short to be judged before, and the length.
  func finish() throws(Refusal) {
    try state.withLock { state throws(Refusal) in
      if !state.isJudged { try judge(&state) }
      if let total = state.part.total, state.part.count != total {
        try refuse(.short("\(state.part.count) of \(total) bytes"), &state)
      }
      if state.part.total == nil, content == .video, state.part.boxes.isCutShort {
        try refuse(.short("a video that is cut short"), &state)
      }
    }
  }

  private func judge(_ state: inout State) throws(Refusal) {
    state.isJudged = true
    if let fault = content.fault(of: state.start) { try refuse(.content(fault), &state) }
    let start = state.start
    state.start = []
    let written = start.withUnsafeBytes { bytes in
      Result { () throws(Refusal) in try write(bytes, &state) }
    }
    try written.get()
  }

  private func write(_ bytes: UnsafeRawBufferPointer, _ state: inout State) throws(Refusal) {
    do throws(FileFault) {
      try download.file.write(bytes)
    } catch {
      try refuse(.file(error), &state)
    }
    state.part.count += bytes.count
    if state.part.total == nil, content == .video { state.part.boxes.receive(bytes) }
    download.update(state.part)
  }

  /// Ends the transfer. After wrong content the next try begins with the first byte, unless `keeping`
  /// what is there.
  private func refuse(
    _ refusal: Refusal, _ state: inout State, keeping: Bool = false
  ) throws(Refusal) {
    if case .content = refusal, !keeping {
      state.part.validator = nil
      download.update(state.part)
    }
    state.refusal = refusal
    throw refusal
  }
}
