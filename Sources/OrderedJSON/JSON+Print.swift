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
    var printer = JSONPrinter(layout: layout)
    printer.print(self, indentation: 0)
    return printer.output
  }

  /// The bytes of `text(_:)`.
  package func bytes(_ layout: Layout = .compact) -> [UInt8] {
    Array(text(layout).utf8)
  }
}

private struct JSONPrinter {
  let layout: JSON.Layout
  var output = ""

  init(layout: JSON.Layout) {
    self.layout = layout
  }

  mutating func print(_ value: JSON, indentation: Int) {
    switch value {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .number(let number): output += number.text
    case .string(let text): printString(text)
    case .array(let elements):
      let isFlat = elements.allSatisfy { $0.array == nil && $0.object == nil }
      printList(
        open: "[", close: "]", count: elements.count, isFlat: isFlat, indentation: indentation
      ) { printer, index, indentation in
        printer.print(elements[index], indentation: indentation)
      }
    case .object(let object):
      printList(
        open: "{", close: "}", count: object.members.count, isFlat: false,
        indentation: indentation
      ) { printer, index, indentation in
        printer.printString(object.members[index].key)
        printer.output += printer.layout == .compact ? ":" : ": "
        printer.print(object.members[index].value, indentation: indentation)
      }
    }
  }

  mutating func printList(
    open: String, close: String, count: Int, isFlat: Bool, indentation: Int,
    printElement: (inout JSONPrinter, Int, Int) -> Void
  ) {
    output += open
    let breaksLines = layout == .pretty && !isFlat && count > 0
    for index in 0..<count {
      if index > 0 { output += layout == .compact || breaksLines ? "," : ", " }
      if breaksLines { breakLine(indentation: indentation + 1) }
      printElement(&self, index, indentation + 1)
    }
    if breaksLines { breakLine(indentation: indentation) }
    output += close
  }

  mutating func breakLine(indentation: Int) {
    output += "\n"
    output += String(repeating: "  ", count: indentation)
  }

  mutating func printString(_ text: String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}"..."\u{9F}", "\u{200E}"..."\u{200F}",
        "\u{2028}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
