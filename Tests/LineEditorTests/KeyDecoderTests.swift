import Testing

@testable import LineEditor

@Suite struct KeyDecoderTests {
  private static let escape = Bindings.Key.escape.scalar
  private static let up = Bindings.Key.up.scalar

  private static func events(
    _ pieces: [String], isVi: Bool = false
  ) -> [KeyDecoder.Event] {
    var decoder = KeyDecoder()
    decoder.isVi = isVi
    decoder.viEscape = escape
    decoder.keys = Bindings.keys
    decoder.bound = [Array("\u{1B}[15~".utf8)]
    var events: [KeyDecoder.Event] = []
    for piece in pieces {
      decoder.feed(Array(piece.utf8))
      while let event = decoder.next() { events.append(event) }
      if decoder.isWaitingBriefly { decoder.giveUp() }
    }
    while let event = decoder.next() { events.append(event) }
    return events
  }

  private static func keys(_ text: String) -> [KeyDecoder.Event] {
    text.unicodeScalars.map { .key($0) }
  }

  @Test("A letter is a key, of however many bytes")
  func letters() {
    #expect(Self.events(["aé犬😀"]) == Self.keys("aé犬😀"))
  }

  @Test("A letter may come in pieces")
  func pieces() {
    var decoder = KeyDecoder()
    for byte in "犬".utf8 {
      #expect(decoder.next() == nil)
      decoder.feed([byte])
    }
    #expect(decoder.next() == .key("犬"))
  }

  @Test("What is no UTF-8 is dropped, and what follows it is not")
  func broken() {
    var decoder = KeyDecoder()
    decoder.feed([0xFF, 0xC3, 0x61, 0xE7, 0x8A, 0x62, 0xC2, 0x81, 0x63])
    var events: [KeyDecoder.Event] = []
    while let event = decoder.next() { events.append(event) }
    #expect(events == Self.keys("abc"))
  }

  @Test("What is pasted is one event, wherever the pieces break")
  func paste() {
    let whole = "x\u{1B}[200~one\r\ntwo\u{1B}\n\u{1B}[201~y"
    let expected = Self.keys("x") + [.paste("one\ntwo")] + Self.keys("y")
    #expect(Self.events([whole]) == expected)
    #expect(Self.events(whole.unicodeScalars.map { String($0) }) == expected)
  }

  @Test("With vi keys a paste whose escape came alone is a paste still")
  func lonePasteEscape() {
    let expected: [KeyDecoder.Event] = [.key(Self.escape), .paste("a\nb")]
    #expect(Self.events(["\u{1B}", "[200~a\nb\u{1B}[201~"], isVi: true) == expected)
    #expect(Self.events(["\u{1B}", "[20", "0~a\nb\u{1B}[201~"], isVi: true) == expected)
  }

  @Test("A paste without an end is ended by Ctrl-C")
  func endlessPaste() {
    #expect(Self.events(["\u{1B}[200~abc", "\u{3}", "d"]) == [.interrupt] + Self.keys("d"))
  }

  @Test("Sequences are keys, or bound as they are, or dropped whole")
  func sequences() {
    #expect(Self.events(["\u{1B}[A"]) == [.key(Self.up)])
    #expect(Self.events(["\u{1B}O", "A"]) == [.key(Self.up)])
    #expect(Self.events(["\u{1B}[15~"]) == Self.keys("\u{1B}[15~"))
    #expect(Self.events(["a\u{1B}[17~\u{1B}[I\u{1B}[1;2P\u{1B}[[Ab"]) == Self.keys("ab"))
  }

  @Test("With Emacs keys an escape is Meta, with vi keys it is a key of its own")
  func escape() {
    #expect(Self.events(["\u{1B}b"]) == Self.keys("\u{1B}b"))
    #expect(Self.events(["\u{1B}b"], isVi: true) == [.key(Self.escape)] + Self.keys("b"))
    #expect(Self.events(["\u{1B}"], isVi: true) == [.key(Self.escape)])
    #expect(Self.events(["\u{1B}[A"], isVi: true) == [.key(Self.up)])
  }

  @Test("Ctrl-C, Ctrl-Z and Ctrl-\\ act whatever came before")
  func control() {
    #expect(
      Self.events(["a\u{3}\u{1A}\u{1C}"]) == Self.keys("a") + [.interrupt, .suspend, .quit])
    #expect(Self.events(["\u{1B}\u{3}"]) == [.interrupt])
  }

  @Test("What is pasted holds nothing that acts on a terminal")
  func cleaned() {
    #expect(pastedText(Array("a\tb\u{7}\u{1B}[31m\u{9B}c\rd\u{0}\n\n".utf8)) == "a  b[31mc\nd")
  }
}
