import KlingSimulator
import OrderedJSON
import Testing

/// One row for each rule of the service, and more where a rule has several edges.
enum RefusalTable {
  static let rows = requests + sessions + tasks
}

@Suite struct RefusalTests {
  @Test(arguments: RefusalTable.rows)
  func `A request that breaks a rule is refused by that rule`(row: Refusal) async throws {
    let response = try await row.send(Scene())
    #expect(response.header(ServiceResponse.ruleHeader) == row.rule.rawValue)
    #expect(response.status == row.status)
    let json = try #require(response.json)
    #expect(json["code"]?.int == row.code)
    #expect(json["message"]?.string?.contains(row.names) == true, "\(response.body)")
    #expect(json["request_id"]?.string?.isEmpty == false)
    if row.status == 200 {
      let status = try #require(json["data"]?["status"]?.int)
      #expect(status != 0)
    } else {
      #expect(json["data"] == nil)
    }
  }

  @Test func `No rule goes without a row`() {
    let tested = Set(RefusalTable.rows.map(\.rule))
    #expect(ServiceRule.allCases.filter { !tested.contains($0) } == [])
  }
}
