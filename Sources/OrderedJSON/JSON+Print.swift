extension JSON {
  /// How a value is laid out as text.
  package enum Layout: Sendable {
    /// On one line, without blanks.
    case compact
    /// On one line, with a blank after each comma and colon.
    case line
    /// A member or element a line, indented by two; empty ones and arrays of plain values stay on
    /// one line.
    case pretty
  }

  /// The value as JSON text: the same value gives the same bytes, anywhere.
  ///
  /// Control characters, DEL, the line separators U+2028/2029 and the bidirectional controls are
  /// escaped, so that text from outside cannot act on a terminal that shows it.
  package func text(_ layout: Layout = .compact) -> String {
    String(decoding: bytes(layout), as: UTF8.self)
  }

  /// The bytes of `text(_:)`.
  package func bytes(_ layout: Layout = .compact) -> [UInt8] {
    var bytes: [UInt8] = []
    print(layout, into: &bytes)
    return bytes
  }

  /// Appends the bytes of `text(_:)`.
  package func print(_ layout: Layout = .compact, into bytes: inout [UInt8]) {
    var printer = JSONPrinter(layout: layout, output: bytes)
    // One owner of the bytes while they grow: two would copy them.
    bytes = []
    printer.print(self, indentation: 0)
    bytes = printer.output
  }
}

private struct JSONPrinter {
  let layout: JSON.Layout
  var output: [UInt8]

  mutating func print(_ value: JSON, indentation: Int) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .number(let number): output.append(contentsOf: number.text.utf8)
    case .string(let text): printString(text)
    case .array(let elements): printArray(elements, indentation)
    case .object(let object): printObject(object, indentation)
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { output.append(contentsOf: $0) }
  }

  private mutating func printArray(_ elements: [JSON], _ indentation: Int) {
    let isFlat = elements.allSatisfy { $0.array == nil && $0.object == nil }
    let breaksLines = layout == .pretty && !isFlat
    append("[")
    for (index, element) in elements.enumerated() {
      separate(isFirst: index == 0, breaksLines, indentation + 1)
      print(element, indentation: indentation + 1)
    }
    if breaksLines { breakLine(indentation) }
    append("]")
  }

  private mutating func printObject(_ object: JSONObject, _ indentation: Int) {
    let breaksLines = layout == .pretty && !object.members.isEmpty
    append("{")
    for (index, member) in object.members.enumerated() {
      separate(isFirst: index == 0, breaksLines, indentation + 1)
      printString(member.key)
      append(layout == .compact ? ":" : ": ")
      print(member.value, indentation: indentation + 1)
    }
    if breaksLines { breakLine(indentation) }
    append("}")
  }

  private mutating func separate(isFirst: Bool, _ breaksLines: Bool, _ indentation: Int) {
    if !isFirst { append(layout == .compact || breaksLines ? "," : ", ") }
    if breaksLines { breakLine(indentation) }
  }

  private mutating func breakLine(_ indentation: Int) {
    append("\n")
    for _ in 0..<indentation { append("  ") }
  }

  private mutating func printString(_ text: String) {
    var text = text
    append("\"")
    text.withUTF8 { bytes in
      if bytes.contains(where: Self.mayNeedEscape) {
        printEscaped(bytes)
      } else {
        output.append(contentsOf: bytes)
      }
    }
    append("\"")
  }

  /// Whether something that is escaped may begin with the byte.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
      || byte == 0xC2 || byte == 0xE2
  }

  private mutating func printEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case "\u{0}"..<"\u{20}", "\u{7F}"..."\u{9F}", "\u{200E}"..."\u{200F}",
        "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        output.append(contentsOf: "\\u0000".utf8.dropLast(digits.utf8.count))
        output.append(contentsOf: digits.utf8)
      default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
