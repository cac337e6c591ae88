/// The rule for the names of columns: those of parameters.
enum ColumnName {
  static func fault(in name: ArraySlice<UInt8>, column: Int) -> TableFault.Kind? {
    guard let first = name.first else { return .columnWithoutName(column) }
    guard !isLetter(first) || !name.allSatisfy({ isLetter($0) || isDigitOrHyphen($0) }) else {
      return nil
    }
    return .columnName(String(decoding: name, as: UTF8.self))
  }

  /// Whether the name looks like a whole header whose cells something else than a comma separates.
  static func isOtherwiseSeparated(_ name: String) -> Bool {
    name.utf8.contains(UInt8(ascii: ";")) || name.utf8.contains(UInt8(ascii: "\t"))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isDigitOrHyphen(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
  }
}
