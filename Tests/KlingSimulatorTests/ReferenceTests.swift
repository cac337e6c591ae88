import PosixFiles
import Testing

@testable import KlingSimulator

/// The page about the simulator in the reference lists what the simulator really does.
@Suite struct ReferenceTests {
  /// The cells of the rows of the tables below a heading, as far as they are asked for.
  private func rows(below heading: String, cells: Int) throws -> [[String]] {
    let path = Path.join(Path.folder(of: #filePath), "../../specs/reference/simulator.md")
    let text = String(decoding: try FileSystem.read(path, limit: 1 << 20), as: UTF8.self)
    let lines = text.split(separator: "\n").drop { $0 != heading }.dropFirst()
      .prefix { !$0.hasPrefix("#") }
    return lines.filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").prefix(cells).map { cell in
        String(cell.filter { $0 != " " && $0 != "`" })
      }
    }
  }

  @Test func `The page has one row for every rule, with its status and code`() throws {
    let expected = ServiceRule.allCases.map { rule in
      let row = RefusalTable.rows.first { $0.rule == rule }
      return [rule.rawValue, "\(row?.status ?? 0)", "\(row?.code ?? 0)"]
    }
    let rows = try rows(below: "## What it refuses", cells: 3)
    #expect(Set(rows) == Set(expected))
    #expect(rows.count == expected.count)
  }

  @Test func `The page has one row for every fault, with the calls that it can strike`() throws {
    let expected = FaultKind.allCases.map { kind in
      [kind.rawValue, Self.words(for: kind.points)]
    }
    let rows = try rows(below: "### What happens", cells: 2)
    #expect(rows == expected)
  }

  private static func words(for points: Set<FaultPoint>) -> String {
    if points == FaultPoint.operations { return "alloperations" }
    if points == FaultPoint.requests { return "all" }
    if points == FaultPoint.requests.union([.callback]) { return "all,callback" }
    return FaultPoint.allCases.filter(points.contains).map(\.rawValue).joined(separator: ",")
  }
}
