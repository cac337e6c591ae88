import KlingAPI
import Synchronization

/// One file on its way: what of it is there, kept over all tries.
///
/// Let go of before it is in its place, nothing of it is left.
final class Download: Sendable {
  /// What of the file is there, and what is known of the rest.
  struct Part: Hashable, Sendable {
    /// In bytes.
    var count = 0
    /// The length of the whole file in bytes; `nil` where it was not announced.
    var total: Int?
    /// `nil` where the rest cannot be asked for.
    var validator: DownloadValidator?
    /// Of a video whose length was not announced.
    var boxes = VideoBoxes()
    /// Where it came from.
    var url = ""

    var isWhole: Bool { count > 0 && count == total }
  }

  let path: String
  let file: any PendingFile
  private let state = Mutex((part: Part(), furthest: 0, received: 0))

  init(_ path: String, _ file: any PendingFile) {
    self.path = path
    self.file = file
  }

  deinit { file.discard() }

  var part: Part { state.withLock(\.part) }

  /// The most bytes that were ever there: what begins anew is progress only beyond it.
  var furthest: Int { state.withLock(\.furthest) }

  /// How many bytes came in all tries together.
  var received: Int { state.withLock(\.received) }

  func update(_ part: Part) {
    state.withLock { state in
      state.received += max(part.count - state.part.count, 0)
      state.part = part
      state.furthest = max(state.furthest, part.count)
    }
  }

  /// What asks for the rest of the file at `url`, or for the whole of it.
  func headers(for url: String) -> [(name: String, value: String)] {
    // A length counts bytes as they are sent, which must be those of the file.
    let plain = [("Accept-Encoding", "identity")]
    guard part.count > 0, let validator = validator(for: url) else { return plain }
    return plain + [("Range", "bytes=\(part.count)-"), ("If-Range", validator.text)]
  }

  /// A tag stands for the same bytes as long as only the signature of the address changes; a date
  /// only under the very same address.
  func validator(for url: String) -> DownloadValidator? {
    switch part.validator {
    case .tag(let tag):
      url.utf8.prefix { $0 != UInt8(ascii: "?") }
        .elementsEqual(part.url.utf8.prefix { $0 != UInt8(ascii: "?") }) ? .tag(tag) : nil
    case .date(let text): url.utf8.elementsEqual(part.url.utf8) ? .date(text) : nil
    case nil: nil
    }
  }
}
