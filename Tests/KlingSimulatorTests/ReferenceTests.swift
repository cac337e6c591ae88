import KlingSimulator
import PosixFiles
import Testing

/// The page about the simulator in the reference lists what the simulator really does.
@Suite struct ReferenceTests {
  /// The table of the page: rule, HTTP status and code of each row.
  private func rows() throws -> [[String]] {
    let path = Path.join(Path.folder(of: #filePath), "../../specs/reference/simulator.md")
    let text = String(decoding: try FileSystem.read(path, limit: 1 << 20), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").prefix(3).map { cell in
        String(cell.filter { $0 != " " && $0 != "`" })
      }
    }
  }

  @Test func `The page has one row for every rule, with its status and code`() throws {
    let expected = ServiceRule.allCases.map { rule in
      let row = RefusalTable.rows.first { $0.rule == rule }
      return [rule.rawValue, "\(row?.status ?? 0)", "\(row?.code ?? 0)"]
    }
    let rows = try rows()
    #expect(Set(rows) == Set(expected))
    #expect(rows.count == expected.count)
  }
}
