/// Splits what a program writes to a terminal into characters and control sequences (ECMA-48, and
/// what xterm adds), whatever the chunks in which it comes.
struct EscapeParser: Sendable {
  enum Event: Sendable {
    case print(Unicode.Scalar)
    case control(UInt8)
    /// `ESC`, intermediate bytes and a final one: all that follows the `ESC`.
    case escape(String)
    case sequence(ControlSequence)
    /// OSC, DCS, APC, PM or SOS, named by the byte behind the `ESC`.
    case string(introducer: UInt8, [UInt8])
    /// Bytes that a terminal passes over, though no program should have sent them.
    case malformed([UInt8])
  }

  private enum State {
    case ground
    case escape
    case sequence
    case string(UInt8)
    /// An `ESC` inside a string: with `\` it ends the string.
    case stringEscape(UInt8)
  }

  private var state = State.ground
  private var collected: [UInt8] = []
  private var decoder = ScalarDecoder()

  /// Adds the events of some bytes to a list.
  mutating func feed(_ bytes: some Sequence<UInt8>, into events: inout [Event]) {
    for byte in bytes { feed(byte, into: &events) }
  }

  private mutating func feed(_ byte: UInt8, into events: inout [Event]) {
    switch state {
    case .ground: ground(byte, into: &events)
    case .escape: escape(byte, into: &events)
    case .sequence: sequence(byte, into: &events)
    case .string(let introducer): string(introducer, byte, into: &events)
    case .stringEscape(let introducer):
      if byte == UInt8(ascii: "\\") {
        end(.string(introducer: introducer, collected), into: &events)
      } else {
        end(.malformed([0x1B, introducer] + collected), into: &events)
        state = .escape
        escape(byte, into: &events)
      }
    }
  }

  private mutating func ground(_ byte: UInt8, into events: inout [Event]) {
    if byte < 0x20 || byte == 0x7F {
      if decoder.isInside { events.append(.print("\u{FFFD}")) }
      decoder = ScalarDecoder()
      if byte == 0x1B {
        state = .escape
        collected = []
      } else {
        events.append(.control(byte))
      }
      return
    }
    for scalar in decoder.feed(byte) { events.append(.print(scalar)) }
  }

  private mutating func escape(_ byte: UInt8, into events: inout [Event]) {
    switch byte {
    case 0x20...0x2F: collected.append(byte)
    case UInt8(ascii: "[") where collected.isEmpty: state = .sequence
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = collected.isEmpty ? .string(byte) : .ground
    case 0x30...0x7E:
      end(.escape(String(decoding: collected + [byte], as: UTF8.self)), into: &events)
    default: interrupt(byte, prefix: [0x1B], into: &events)
    }
  }

  private mutating func sequence(_ byte: UInt8, into events: inout [Event]) {
    switch byte {
    case 0x20...0x3F: collected.append(byte)
    case 0x40...0x7E:
      let whole = [0x1B, UInt8(ascii: "[")] + collected + [byte]
      if let sequence = ControlSequence(body: collected, final: byte) {
        end(.sequence(sequence), into: &events)
      } else {
        end(.malformed(whole), into: &events)
      }
    default: interrupt(byte, prefix: [0x1B, UInt8(ascii: "[")], into: &events)
    }
  }

  private mutating func string(
    _ introducer: UInt8, _ byte: UInt8, into events: inout [Event]
  ) {
    switch byte {
    case 0x1B: state = .stringEscape(introducer)
    case 0x07 where introducer == UInt8(ascii: "]"):
      end(.string(introducer: introducer, collected), into: &events)
    case 0x18, 0x1A: end(.malformed([0x1B, introducer] + collected + [byte]), into: &events)
    default: collected.append(byte)
    }
  }

  /// A byte that has no business inside a sequence: CAN, SUB and ESC give it up, other controls are
  /// carried out at once.
  private mutating func interrupt(
    _ byte: UInt8, prefix: [UInt8], into events: inout [Event]
  ) {
    switch byte {
    case 0x1B:
      events.append(.malformed(prefix + collected))
      collected = []
      state = .escape
    case 0x00..<0x18, 0x19, 0x1C..<0x20: events.append(.control(byte))
    default: end(.malformed(prefix + collected + [byte]), into: &events)
    }
  }

  private mutating func end(_ event: Event, into events: inout [Event]) {
    events.append(event)
    collected = []
    state = .ground
  }
}
