import OrderedJSON
import Testing

@Suite struct PlacesTests {
  @Test func everyValueHasItsPlace() throws {
    let text = #" {"a": [1, {"é": []}], "b" : "x"}"#
    let (value, places) = try JSON.parseWithPlaces(Array(text.utf8))
    #expect(value == (try JSON.parse(Array(text.utf8))))
    #expect(places.offset(of: 0) == 1)
    let members = places.children(of: 0)
    #expect(members.map(places.offset) == [7, 30])
    let elements = places.children(of: members[0])
    #expect(elements.map(places.offset) == [8, 11])
    let inner = places.children(of: elements[1])
    #expect(inner.map(places.offset) == [18])
    #expect(places.children(of: inner[0]).isEmpty)
    #expect(places.children(of: members[1]).isEmpty)
  }

  @Test func faultsAreThoseOfThePlainParser() {
    let fault = #expect(throws: JSONError.self) {
      try JSON.parseWithPlaces(Array("[1, ]".utf8))
    }
    #expect(fault?.offset == 4)
  }

  @Test func oneLineWithBlanks() {
    let value: JSON = ["a": [1, ["b": true]], "c": [], "d": [:]]
    #expect(value.text(.line) == #"{"a": [1, {"b": true}], "c": [], "d": {}}"#)
    #expect(value.text(.compact) == #"{"a":[1,{"b":true}],"c":[],"d":{}}"#)
  }
}
