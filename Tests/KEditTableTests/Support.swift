import KEditSyntax
import KEditTable
import TestSupport

func csv(_ text: String) -> Table {
  Table.read(SourceText(name: "t.csv", text: text), as: .csv)
}

func jsonLines(_ text: String) -> Table {
  Table.read(SourceText(name: "t.jsonl", text: text), as: .jsonLines)
}

extension Table {
  /// All cells, a row a list.
  var content: [[String?]] {
    (0..<rowCount).map { row in columns.indices.map { cell(row: row, column: $0)?.text } }
  }

  var names: [String] { columns.map(\.name) }

  var messages: [String] { diagnostics.map(\.message) }

  /// The place of every finding, as `MarkedText` has it.
  var places: [MarkedText.Place] {
    diagnostics.map {
      MarkedText.Place(
        code: $0.code.rawValue, start: $0.place.span.start, end: $0.place.span.end)
    }
  }
}

/// A generator that gives the same numbers in every run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
