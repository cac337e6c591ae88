/// What a terminal sends, taken apart into keys.
///
/// libedit reads key by key and knows neither bracketed paste nor where an escape sequence ends that is
/// bound to nothing, whose rest it would insert. So whole sequences are recognised here, and only those
/// that are bound go on to it.
struct KeyDecoder {
  enum Event: Hashable {
    case key(Unicode.Scalar)
    case paste(String)
    case interrupt
    case suspend
    case quit
  }

  /// The keys that act whatever is bound; `nil` where the terminal has none.
  struct ControlKeys: Hashable {
    var interrupt: UInt8? = 0x03
    var suspend: UInt8? = 0x1A
    var quit: UInt8? = 0x1C
  }

  var control = ControlKeys()
  /// With vi keys an escape alone is a command.
  var isVi = false
  /// What to give for that one: the escape itself begins sequences.
  var viEscape: Unicode.Scalar = "\u{1B}"
  /// The keys that sequences stand for, each with its escape.
  var keys: [(sequence: [UInt8], key: Unicode.Scalar)] = []
  /// The sequences that the user has bound, which go on as they are.
  var bound: [[UInt8]] = []

  private var bytes: [UInt8] = []
  private var start = 0
  private var ready: [Event] = []
  /// What was pasted so far, while the end of the paste is still to come.
  private var pasted: [UInt8]?
  /// An escape was taken as a key of its own, and the rest of its sequence may yet come.
  private var isAfterLoneEscape = false

  private static let escape: UInt8 = 0x1B
  private static let pasteStart = Array("[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Whether an escape waits for what may follow: if nothing does for a moment, `giveUp` is to be
  /// called.
  var isWaitingBriefly: Bool {
    isVi && pasted == nil && start == bytes.count - 1 && bytes[start] == Self.escape
  }

  /// Whether the end of a paste is still to come.
  var isPasting: Bool { pasted != nil }

  /// Drops what is not decoded yet.
  mutating func forget() {
    bytes.removeAll()
    start = 0
    ready = []
    pasted = nil
    isAfterLoneEscape = false
  }

  mutating func feed(_ more: some Collection<UInt8>) {
    // A terminal that never sends the end of a paste must not make its reader deaf.
    if pasted != nil, more.count == 1, more.first == control.interrupt {
      pasted = nil
      bytes.removeAll()
      start = 0
      ready.append(.interrupt)
      return
    }
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Takes the escape that waits as a key.
  mutating func giveUp() {
    guard isWaitingBriefly else { return }
    start += 1
    isAfterLoneEscape = true
    ready.append(.key(viEscape))
  }

  /// The next key; `nil` where more bytes are needed to tell.
  mutating func next() -> Event? {
    while true {
      if !ready.isEmpty { return ready.removeFirst() }
      if pasted != nil {
        guard let text = takePaste() else { return nil }
        if !text.isEmpty { return .paste(text) }
        continue
      }
      guard start < bytes.count, decode() else { return nil }
    }
  }

  /// Decodes what stands at the start into `ready`, or drops it.
  ///
  /// - Returns: whether there was enough to decide.
  private mutating func decode() -> Bool {
    let byte = bytes[start]
    if isAfterLoneEscape {
      let rest = bytes[start...].prefix(Self.pasteStart.count)
      if rest.elementsEqual(Self.pasteStart) {
        isAfterLoneEscape = false
        start += rest.count
        pasted = []
        return true
      }
      if Self.pasteStart.starts(with: rest), rest.count > 1 { return false }
      isAfterLoneEscape = false
    }
    switch byte {
    case control.interrupt: take(1, as: .interrupt)
    case control.suspend: take(1, as: .suspend)
    case control.quit: take(1, as: .quit)
    case Self.escape: return decodeEscape()
    case ..<0x80: take(1, as: .key(Unicode.Scalar(byte)))
    default: return decodeWide()
    }
    return true
  }

  private mutating func decodeEscape() -> Bool {
    guard start + 1 < bytes.count else { return false }
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      guard let count = controlSequenceCount() else { return false }
      let sequence = Array(bytes[start..<start + count])
      if sequence.dropFirst().elementsEqual(Self.pasteStart) {
        start += count
        pasted = []
      } else {
        takeSequence(sequence)
      }
    case UInt8(ascii: "O"):
      guard start + 2 < bytes.count else { return false }
      takeSequence(Array(bytes[start..<start + 3]))
    case Self.escape:
      // Some terminals send a second escape for Alt; with vi keys it is a key of its own.
      start += 1
      if isVi { ready.append(.key(viEscape)) }
    case let follower where isControl(follower):
      start += 1
    case let follower:
      if isVi, !bound.contains([Self.escape, follower]) {
        take(1, as: .key(viEscape))
      } else {
        take(1, as: .key("\u{1B}"))
        if follower < 0x80 { take(1, as: .key(Unicode.Scalar(follower))) }
      }
    }
    return true
  }

  private func isControl(_ byte: UInt8) -> Bool {
    byte == control.interrupt || byte == control.suspend || byte == control.quit
  }

  /// How many bytes a control sequence (ECMA-48, 5.4) has; `nil` where its end is still to come.
  private func controlSequenceCount() -> Int? {
    var index = start + 2
    // The Linux console's function keys have one letter more.
    if index < bytes.count, bytes[index] == UInt8(ascii: "[") { index += 1 }
    while index < bytes.count {
      switch bytes[index] {
      case 0x40...0x7E: return index + 1 - start
      case 0x20...0x3F: index += 1
      // No such sequence: what came so far is dropped.
      default: return index - start
      }
    }
    return nil
  }

  /// Gives the key that a sequence stands for, or one that is bound as it is, and drops any other.
  private mutating func takeSequence(_ sequence: [UInt8]) {
    start += sequence.count
    if bound.contains(sequence) {
      ready += sequence.map { .key(Unicode.Scalar($0)) }
    } else if let key = keys.first(where: { $0.sequence == sequence })?.key {
      ready.append(.key(key))
    }
  }

  /// A character of several bytes; what is no UTF-8 is dropped.
  private mutating func decodeWide() -> Bool {
    let length =
      switch bytes[start] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let available = bytes[start...].prefix(length)
    if let broken = available.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) {
      start = broken
      return true
    }
    guard available.count == length else { return false }
    start += length
    guard let text = String(validating: available, as: UTF8.self) else { return true }
    // C1 control characters are no keys; they stand for commands of our own.
    for scalar in text.unicodeScalars where scalar.value >= 0xA0 { ready.append(.key(scalar)) }
    return true
  }

  private mutating func take(_ count: Int, as event: Event) {
    start += count
    ready.append(event)
  }

  /// What was pasted, once its end is there.
  private mutating func takePaste() -> String? {
    var collected = pasted ?? []
    pasted = []
    defer { if pasted != nil { pasted = collected } }
    while start < bytes.count {
      let rest = bytes[start...]
      guard let escape = rest.firstIndex(of: Self.escape) else {
        collected += rest
        start = bytes.count
        return nil
      }
      collected += rest[..<escape]
      start = escape
      let mark = bytes[start...].prefix(Self.pasteEnd.count)
      if mark.elementsEqual(Self.pasteEnd) {
        start += mark.count
        pasted = nil
        return pastedText(collected)
      }
      if Self.pasteEnd.starts(with: mark) { return nil }
      collected.append(Self.escape)
      start += 1
    }
    return nil
  }
}
