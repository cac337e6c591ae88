import KEditPlan

extension Option where Value == String {
  /// An option whose value is any text but the empty one.
  static func text(
    _ name: String, short: Character? = nil, placeholder: String, help: String,
    defaultText: String? = nil, isRepeatable: Bool = false, isGivenOnce: Bool = false,
    hasVariable: Bool = true
  ) -> Option {
    Option(
      OptionDeclaration(
        name, short: short, placeholder: placeholder, help: help, defaultText: defaultText,
        isRepeatable: isRepeatable, isGivenOnce: isGivenOnce, hasVariable: hasVariable),
      expected: "not empty"
    ) { $0.isEmpty ? nil : $0 }
  }
}

extension Option where Value == Int {
  /// An option whose value is a whole number of a range.
  static func wholeNumber(
    _ name: String, placeholder: String, in range: ClosedRange<Int>, help: String,
    defaultText: String? = nil, hasVariable: Bool = true
  ) -> Option {
    Option(
      OptionDeclaration(
        name, placeholder: placeholder, help: help, defaultText: defaultText,
        hasVariable: hasVariable),
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { text in
      guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
        let value = Int(text), range.contains(value)
      else { return nil }
      return value
    }
  }
}

extension Option where Value == Duration {
  /// An option whose value is a time in seconds, a fraction allowed, above zero and at most a year.
  static func seconds(_ name: String, help: String, defaultText: String? = nil) -> Option {
    Option(
      OptionDeclaration(name, placeholder: "S", help: help, defaultText: defaultText),
      expected: "a number of seconds above 0, for example 2 or 0.5"
    ) { text in
      guard let seconds = DecimalNumber(text),
        let milliseconds = seconds.scaled(byPowerOfTen: 3).roundedDown,
        1...31_536_000_000 ~= milliseconds
      else { return nil }
      return .milliseconds(milliseconds)
    }
  }
}

extension Option where Value == DecimalNumber {
  /// An option whose value is a decimal number that is not negative.
  static func decimal(_ name: String, placeholder: String, help: String) -> Option {
    Option(
      OptionDeclaration(name, placeholder: placeholder, help: help),
      expected: "a number such as 30 or 7.5"
    ) { DecimalNumber($0) }
  }
}

extension Option where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// An option whose value is one of the words of an enumeration.
  static func choice(
    _ name: String, placeholder: String, help: String, defaultValue: Value? = nil,
    hasVariable: Bool = true
  ) -> Option {
    let words = Value.allCases.map(\.rawValue)
    return Option(
      OptionDeclaration(
        name, placeholder: placeholder, choices: words, help: help,
        defaultText: defaultValue?.rawValue, hasVariable: hasVariable),
      // Not `joined`: set up for the first time it takes as long as reading all other options.
      expected: "one of " + words.dropFirst().reduce(words.first ?? "") { $0 + ", " + $1 }
    ) { Value(rawValue: $0) }
  }
}
