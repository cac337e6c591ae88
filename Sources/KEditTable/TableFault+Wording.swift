import KEditSyntax

/// How the faults of a table are put into words.
extension TableFault {
  func diagnostic(in source: SourceText) -> Diagnostic {
    let words = wording(found: found(in: source))
    let message = words.namesPlace ? prefix + words.message : words.message
    return Diagnostic(
      words.code, message, at: Diagnostic.Place(file: source.name, span: span),
      labels: labels(in: source), help: words.help)
  }

  private struct Wording {
    let code: DiagnosticCode
    let message: String
    let help: String
    /// Whether row and column stand before the message.
    let namesPlace: Bool

    init(
      _ code: DiagnosticCode, _ message: String, help: String, namesPlace: Bool = true
    ) {
      self.code = code
      self.message = message
      self.help = help
      self.namesPlace = namesPlace
    }

    init(_ message: String, help: String, namesPlace: Bool = true) {
      self.init(.tableInvalid, message, help: help, namesPlace: namesPlace)
    }
  }

  /// Row and column, for the beginning of a message.
  private var prefix: String {
    guard let row else { return "" }
    return named(row) + (column.map { ", column \(quoted($0))" } ?? "") + ": "
  }

  private func named(_ row: Row) -> String { "row \(row.number) (line \(row.line))" }

  /// What stands at the place, for "…, but found X".
  private func found(in source: SourceText) -> String {
    guard !span.isEmpty else {
      return span.end >= source.bytes.count ? "the end of the table" : "the end of the line"
    }
    // What lies far behind is not shown: a line may be as long as the table.
    let shown = Span(span.start, min(span.end, span.start + 200))
    return quoted(source.text(of: shown))
  }

  private func labels(in source: SourceText) -> [Diagnostic.Label] {
    guard let also else { return [] }
    let message =
      switch kind {
      case .cellCount(_, let expected):
        expected == 1 ? "1 column is named here" : "\(expected) columns are named here"
      default: "it stands here first"
      }
    return [
      Diagnostic.Label(place: Diagnostic.Place(file: source.name, span: also), message: message)
    ]
  }

  private func wording(found: String) -> Wording {
    switch kind {
    case .tooLarge, .utf16, .empty, .withoutRows, .more, .notUTF8, .nul: wholeWording()
    case .blankHeader, .columnWithoutName, .columnTwice, .columnName: columnWording()
    case .blankLine, .cellCount, .quoteInside, .blankBeforeQuote, .behindQuote, .quoteNotClosed,
      .loneCarriageReturn:
      csvWording(found: found)
    case .arrayOfRows, .noObject, .objectNotClosed, .behindObject, .keyTwice, .nested:
      objectWording(found: found)
    default: valueWording(found: found)
    }
  }
}

// MARK: The whole, and its columns

extension TableFault {
  private func wholeWording() -> Wording {
    switch kind {
    case .tooLarge(let most):
      Wording(
        "the table is too large: at most \(most) bytes can be read",
        help: "split it into several tables")
    case .utf16:
      Wording(
        .invalidUTF8, "the table is written in UTF-16, and must be in UTF-8",
        help: "save it as UTF-8; in a spreadsheet choose “CSV UTF-8”")
    case .empty(.csv):
      Wording(
        .tableEmpty, "the table is empty",
        help: "its first line names the parameters, separated by commas; each line below is a row")
    case .empty(.jsonLines):
      Wording(
        .tableEmpty, "the table is empty",
        help: "write an object a line, with parameters as keys: `{\"name\": \"value\"}`")
    case .withoutRows:
      Wording(
        .tableEmpty, "the table has columns, but no rows",
        help: "write a line for every row below the first one")
    case .more(let count, let told):
      Wording(
        "the table has \(count) more \(count == 1 ? "mistake" : "mistakes"); only the first "
          + "\(told) are told",
        help: "mend these first; look for one cause of many, such as a column too many")
    case .nul:
      Wording(.nul, "a NUL character is not allowed", help: "remove it")
    default:
      Wording(
        .invalidUTF8, "these bytes are not UTF-8",
        help: "save the table as UTF-8; in a spreadsheet choose “CSV UTF-8”")
    }
  }

  private func columnWording() -> Wording {
    switch kind {
    case .columnWithoutName(let column):
      Wording(
        .tableColumn, "column \(column) has no name",
        help: "name it after the parameter that it gives, or remove the column")
    case .columnTwice(let name):
      Wording(
        .tableColumn, "the column \(quoted(name)) stands twice",
        help: "a column gives one parameter: rename or remove one of them")
    case .columnName(let name):
      nameWording(of: name)
    default:
      Wording(
        .tableColumn, "the first line must name the columns, and is blank",
        help: "remove it, or write the names of the parameters, separated by commas")
    }
  }

  private func nameWording(of name: String) -> Wording {
    let trimmed = name.trimmed
    let help =
      if ColumnName.isOtherwiseSeparated(name) {
        "write commas between the columns; a semicolon or a tab does not separate"
      } else if ColumnName.fault(in: Array(trimmed.utf8)[...], column: 1) == nil {
        "remove the blanks around it, they would belong to the name: `\(trimmed)`"
      } else {
        "a name begins with a letter or `_` and goes on with letters, digits, `_` and `-`"
      }
    return Wording(
      .tableColumn, "\(quoted(name)) cannot be the name of a parameter", help: help)
  }
}

// MARK: CSV

extension TableFault {
  private func csvWording(found: String) -> Wording {
    switch kind {
    case .blankLine:
      Wording(
        "a blank line stands above " + (row.map(named) ?? "the rows"),
        help: "remove it; a row of empty cells is written as commas alone", namesPlace: false)
    case .cellCount(let count, let expected):
      Wording(
        "\(count) \(count == 1 ? "cell" : "cells"), but the header names \(expected) "
          + (expected == 1 ? "column" : "columns"),
        help: count > expected
          ? "put a cell that holds a comma in double quotes: `\"a, b\"`"
          : "write an empty cell as nothing between two commas")
    case .quoteInside:
      Wording(
        "a double quote stands inside a cell that is not quoted",
        help: "put the cell in double quotes and write the quote twice: `\"19\"\" screen\"`")
    case .blankBeforeQuote:
      Wording(
        "a blank stands before the opening quote, and would belong to the cell",
        help: "remove the blank")
    case .behindQuote:
      Wording(
        "\(found) stands behind the closing quote of a cell",
        help: "a comma or the end of the line follows it; within the cell write a quote twice: "
          + "`\"19\"\" screen\"`")
    case .quoteNotClosed:
      Wording(
        "this quote is never closed",
        help: "put `\"` at the end of the cell; within the cell write a quote twice: "
          + "`\"19\"\" screen\"`")
    default:
      Wording(
        "a carriage return alone ends no line",
        help: "save the table with line ends LF or CRLF; within a cell put it in double quotes")
    }
  }
}

// MARK: JSON Lines

extension TableFault {
  private func objectWording(found: String) -> Wording {
    switch kind {
    case .arrayOfRows:
      Wording(
        "a row is an object, but found an array",
        help: "write an object a line, without brackets around them and commas between them")
    case .noObject:
      Wording(
        "a row is an object, but found \(found)",
        help: "write an object a line: `{\"name\": \"value\"}`")
    case .objectNotClosed:
      Wording(
        "the object is not closed on its line",
        help: "write each object on one line, up to its `}`")
    case .behindObject:
      Wording(
        "\(found) stands behind the object; a line holds one",
        help: "begin a new line for the next object, without a comma")
    case .keyTwice:
      Wording(
        "the key stands twice in this row",
        help: "a key gives one parameter: rename or remove one of them")
    default:
      Wording(
        "a value is text, a number, true, false or null, but found an "
          + (found == "`[`" ? "array" : "object"),
        help: "give each part a key and a parameter of its own")
    }
  }

  private func valueWording(found: String) -> Wording {
    switch kind {
    case .stringNotClosed:
      Wording(
        "this string is not closed on its line",
        help: "put `\"` at its end; a quote within is written `\\\"`, a line end `\\n`")
    case .badEscape:
      Wording(
        "\(found) is no escape",
        help: "there are `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` and `\\u00e9`, beyond "
          + "U+FFFF a pair of them; for a backslash write `\\\\`")
    case .controlCharacter:
      Wording(
        "a control character cannot stand in a string as it is",
        help: "write a tab as `\\t`, others as `\\u` with four hexadecimal digits")
    case .badNumber:
      Wording(
        "\(found) is no number",
        help: "write it as JSON does, `-12.5` or `1e3`, or put it in double quotes")
    case .unexpected(let expected):
      Wording(
        "\(expected) is expected here, but found \(found)",
        help: "keys and texts stand in double quotes: `{\"name\": \"value\", \"count\": 3}`")
    default:
      Wording("a NUL character is not allowed", help: "remove it")
    }
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    let front = drop { $0.isWhitespace }
    return String(front.reversed().drop { $0.isWhitespace }.reversed())
  }
}
