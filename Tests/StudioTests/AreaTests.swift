import Studio
import Testing

@Suite("Areas of a picture")
struct AreaTests {
  @Test("grow only as far as the picture goes")
  func grow() {
    let whole = Area(x: 0, y: 0, width: 10, height: 8)
    #expect(
      Area(x: 1, y: 1, width: 2, height: 2).grown(by: 3, within: whole)
        == Area(x: 0, y: 0, width: 6, height: 6))
  }

  @Test("an empty one adds nothing to another")
  func unite() {
    let area = Area(x: 3, y: 4, width: 2, height: 1)
    #expect(Area(x: 0, y: 0, width: 0, height: 0).united(with: area) == area)
    #expect(
      area.united(with: Area(x: 5, y: 2, width: 1, height: 1))
        == Area(x: 3, y: 2, width: 3, height: 3))
  }

  @Test("cover in another size all that they covered")
  func scale() {
    #expect(
      Area(x: 1, y: 1, width: 1, height: 1).scaled(from: (3, 3), to: (10, 10))
        == Area(x: 3, y: 3, width: 4, height: 4))
  }
}
