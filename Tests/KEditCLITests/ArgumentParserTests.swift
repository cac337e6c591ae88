import Testing

@testable import KEditCLI

@Suite("Options")
struct ArgumentParserTests {
  private static let port = Option<Int>.wholeNumber(
    "port", placeholder: "N", in: 0...65_535, help: "A port.")
  private static let output = Option<String>.text(
    "output", short: "o", placeholder: "FILE", help: "A file.")
  private static let only = Option<String>.text(
    "only", placeholder: "NAME", help: "A name.", isRepeatable: true)
  private static let wait = Option<Duration>.seconds("wait", help: "A time.")
  private static let yes = Flag("yes", short: "y", help: "Yes.", hasVariable: false)
  private static let verbose = Flag("verbose", short: "v", help: "More.")

  private static let command = CommandDescription(
    name: "try", summary: "", discussion: "", operands: .several("FILE"),
    options: [
      port.declaration, output.declaration, only.declaration, wait.declaration, yes.declaration,
      verbose.declaration,
    ],
    examples: [])

  private func parse(
    _ line: String, environment: Environment = [:]
  ) throws(CommandFailure) -> Arguments? {
    let words = line.split(separator: " ").map(String.init)
    let outcome = try ArgumentParser.parse(
      words[...], of: Self.command, environment: environment)
    if case .arguments(let arguments) = outcome { return arguments }
    return nil
  }

  @Test(
    "A value is written in any of GNU's ways",
    arguments: [
      "--output a.json f", "--output=a.json f", "-o a.json f", "-oa.json f", "f --output a.json",
      "-vo a.json f", "-voa.json f", "--output b --output a.json f",
    ])
  func values(line: String) throws {
    let arguments = try #require(try parse(line))
    #expect(try arguments.value(Self.output) == "a.json")
    #expect(arguments.operands == ["f"])
  }

  @Test("Short flags cluster")
  func cluster() throws {
    let arguments = try #require(try parse("-vy f"))
    #expect(try arguments.isSet(Self.yes))
    #expect(try arguments.isSet(Self.verbose))
  }

  @Test("Two dashes end the options, one is an operand and may be a value")
  func dashes() throws {
    let arguments = try #require(try parse("-o - - -- --port -v"))
    #expect(arguments.operands == ["-", "--port", "-v"])
    #expect(try arguments.value(Self.output) == "-")
    #expect(try arguments.value(Self.port) == nil)
  }

  @Test("What may be repeated is kept in order")
  func repeated() throws {
    let arguments = try #require(try parse("--only a --only=b f"))
    #expect(try arguments.values(Self.only) == ["a", "b"])
  }

  @Test(
    "A value is never taken from what is plainly an option",
    arguments: [
      "f -o --port 1", "f -o -v", "f --output --", "f --output",
    ])
  func missingValue(line: String) {
    #expect(throws: CommandFailure.self) { try parse(line) }
  }

  @Test(
    "A number is a number of the range",
    arguments: [
      ("0", 0), ("65535", 65_535), ("65536", nil), ("-1", nil), ("+1", nil), ("1.0", nil),
      ("", nil),
      ("٣", nil), ("99999999999999999999", nil),
    ])
  func numbers(text: String, value: Int?) {
    #expect(Self.port.read(text) == value)
  }

  @Test(
    "A time is a decimal number of seconds above zero",
    arguments: [
      ("2", .seconds(2)), ("0.25", .milliseconds(250)), ("0", nil), ("-1", nil), ("1e400", nil),
      ("1s", nil), ("nan", nil),
    ] as [(String, Duration?)])
  func times(text: String, value: Duration?) {
    #expect(Self.wait.read(text) == value)
  }

  @Test("A variable gives a value, but never a consent")
  func variables() throws {
    let environment: Environment = [
      "KEDIT_PORT": "80", "KEDIT_ONLY": "a", "KEDIT_YES": "1", "KEDIT_VERBOSE": "yes",
    ]
    let arguments = try #require(try parse("f", environment: environment))
    #expect(try arguments.value(Self.port) == 80)
    #expect(try arguments.values(Self.only) == ["a"])
    #expect(try arguments.isSet(Self.verbose))
    #expect(try !arguments.isSet(Self.yes))
  }

  @Test(
    "The nearest word is found, and a silly one is not offered",
    arguments: [
      ("chekc", "check"), ("chck", "check"), ("simulator", "simulate"), ("sim", "simulate"),
      ("rnu", "run"), ("ru", "run"), ("RUN", "run"), ("play", "plan"), ("xn", nil), ("r", nil),
      ("banana", nil), ("", nil), ("completely-different", nil),
    ])
  func nearestWord(word: String, expected: String?) {
    let words = ["new", "check", "plan", "run", "simulate", "help"]
    #expect(nearest(to: word, among: words) == expected)
  }
}
