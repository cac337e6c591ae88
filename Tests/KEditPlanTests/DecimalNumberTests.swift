import KEditPlan
import Testing

@Suite struct DecimalNumberTests {
  @Test(arguments: [
    ("0", "0"), ("000", "0"), ("0.0", "0"), ("1.50", "1.5"), ("0012", "12"), ("1e3", "1000"),
    ("1.5E-3", "0.0015"), ("100", "100"), ("0.29", "0.29"),
    ("12345678901234567890.5", "12345678901234567890.5"),
  ])
  func readsAndPrints(_ text: String, _ plain: String) throws {
    #expect(try #require(DecimalNumber(text)).description == plain)
  }

  @Test(arguments: ["", ".", "-1", "+1", ".5", "1.", "1e", "1e401", "1e-401", "1x", "1 ", "٣"])
  func refuses(_ text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  /// Seconds times frames a second is exact, where a double is not: 0.29 × 100 is 28.999….
  @Test(arguments: [
    ("0.29", "100", 29), ("1.5", "30", 45), ("4.999", "30", 149), ("0.1", "24", 2),
    ("5", "30.0", 150),
    ("0.0333333333333333333333333", "30", 0), ("0", "60", 0),
  ])
  func multipliesAndRoundsDown(_ seconds: String, _ rate: String, _ frame: Int) throws {
    let product = try #require(DecimalNumber(seconds)) * (try #require(DecimalNumber(rate)))
    #expect(product.roundedDown == frame)
  }

  @Test func addsUnits() throws {
    let numbers = try ["3", "0.5", "6", "1e-3", "999.5"].map { try #require(DecimalNumber($0)) }
    #expect(numbers.reduce(DecimalNumber(0), +).description == "1009.001")
  }

  @Test func ordersByValue() throws {
    let texts = ["0", "1e-3", "0.01", "0.5", "0.51", "1", "9.99", "10", "10.5", "1e3"]
    let numbers = try texts.map { try #require(DecimalNumber($0)) }
    #expect(numbers == numbers.shuffled().sorted())
    #expect(DecimalNumber("1.0") == DecimalNumber(1))
  }

  @Test func saysWhenAnIntIsTooSmall() {
    #expect(DecimalNumber("9223372036854775807.9")?.roundedDown == Int.max)
    #expect(DecimalNumber("9223372036854775808")?.roundedDown == nil)
    #expect(DecimalNumber("1e400")?.roundedDown == nil)
  }

  @Test func scalesByPowersOfTen() {
    #expect(DecimalNumber(1500).scaled(byPowerOfTen: -3) == DecimalNumber("1.5"))
    #expect(DecimalNumber(77).scaled(byPowerOfTen: -2).description == "0.77")
    #expect(DecimalNumber(0).scaled(byPowerOfTen: 9) == DecimalNumber(0))
  }
}
