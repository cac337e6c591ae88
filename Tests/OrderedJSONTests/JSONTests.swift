import OrderedJSON
import Testing

@Suite struct JSONTests {
  /// Order, number text and characters survive reading and printing.
  @Test(arguments: [
    "{}", "[]", "null", "true", "0", "-0", "30.0", "1e-05", "0.30000000000000004",
    #"{"b":1,"a":{"d":[],"c":null}}"#, #"["é","鸡","🐣","\"\\\n"]"#,
  ])
  func printsWhatItRead(_ text: String) throws {
    #expect(try JSON.parse(Array(text.utf8)).text() == text)
  }

  @Test(arguments: [
    (#""\u0041\u00e9\ud83d\udc23\/""#, "Aé🐣/"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
  ])
  func readsEscapes(_ text: String, _ expected: String) throws {
    #expect(try JSON.parse(Array(text.utf8)) == .string(expected))
  }

  /// What is no JSON is refused at its first fault.
  @Test(arguments: [
    ("", 0), ("  ", 2), ("{} x", 3), ("[1,]", 3), ("[1 2]", 3), (#"{"a" 1}"#, 5), ("{a:1}", 1),
    (#"{"a":1,}"#, 7), (#"{"a":1,"a":2}"#, 7), ("01", 0), ("+1", 0), (".5", 0), ("1.", 2),
    ("1e", 2),
    ("-", 1), ("tru", 0), ("nulls", 4), ("\"a", 0), ("\"a\nb\"", 2), (#""\q""#, 1), (#""\u12""#, 1),
    (#""\ud83d""#, 1), (#""\udc23""#, 1), ("\u{FEFF}1", 0), ("NaN", 0),
  ])
  func refuses(_ text: String, at offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSON.parse(Array(text.utf8)) }
    #expect(error?.offset == offset)
  }

  @Test func refusesBytesThatAreNoText() {
    #expect(throws: JSONError.self) { try JSON.parse([0x22, 0xC3, 0x22]) }
  }

  /// A text that is nested without end is an error, not the end of the stack.
  @Test func refusesEndlessNesting() throws {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONError.self) { try JSON.parse(deep) }
    let allowed = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    #expect(throws: Never.self) { try JSON.parse(Array(allowed.utf8)) }
  }

  /// Nothing that a terminal would obey is printed as it is.
  @Test func printsControlCharactersAsEscapes() {
    let text = "\u{1B}[2J\u{7F}\u{9B}\u{202E}\u{2028}\u{0}"
    #expect(JSON.string(text).text() == #""\u001b[2J\u007f\u009b\u202e\u2028\u0000""#)
  }

  @Test func numbersAreShortAndExact() {
    #expect(JSON.double(0.1 + 0.2).text() == "0.30000000000000004")
    #expect(JSON.double(1).text() == "1")
    #expect(JSON.int(-5).text() == "-5")
    #expect(JSON.double(0.77).double == 0.77)
    #expect(JSON.number(JSONNumber(3.0)).int == 3)
    #expect(JSON.double(1.5).int == nil)
  }

  @Test func layoutIsForReading() {
    let value: JSON = ["a": [1, 2], "b": ["c": true], "d": []]
    #expect(
      value.text(.pretty) == """
        {
          "a": [1, 2],
          "b": {
            "c": true
          },
          "d": []
        }
        """)
  }

  @Test func membersAreReplacedInPlace() {
    var object: JSONObject = ["a": 1, "b": 2]
    object["a"] = 3
    object["c"] = 4
    object["b"] = nil
    #expect(JSON.object(object).text() == #"{"a":3,"c":4}"#)
  }
}
