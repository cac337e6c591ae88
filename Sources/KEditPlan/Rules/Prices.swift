/// How many units something may cost, at least and at most.
package struct UnitRange: Hashable, Sendable {
  package let min: DecimalNumber
  package let max: DecimalNumber

  package init(min: DecimalNumber, max: DecimalNumber) {
    self.min = min
    self.max = max
  }

  package static let zero = UnitRange(min: DecimalNumber(0), max: DecimalNumber(0))

  package static func + (left: UnitRange, right: UnitRange) -> UnitRange {
    UnitRange(min: left.min + right.min, max: left.max + right.max)
  }
}

/// What a task costs by the prices others have seen (`api/platform.md`, "Prices"): an estimate, for
/// the service publishes none and alone says what it charged.
package enum Prices {
  package static func estimate(_ quality: Quality, _ duration: TaskDuration) -> UnitRange {
    switch duration {
    case .five: exactly(units(quality, seconds: 5))
    case .ten: exactly(units(quality, seconds: 10))
    case .auto:
      UnitRange(
        min: DecimalNumber(units(quality, seconds: 5)),
        max: DecimalNumber(units(quality, seconds: 10)))
    }
  }

  private static func exactly(_ units: Int) -> UnitRange {
    UnitRange(min: DecimalNumber(units), max: DecimalNumber(units))
  }

  private static func units(_ quality: Quality, seconds: Int) -> Int {
    switch quality {
    case .std: seconds == 5 ? 3 : 6
    case .pro: seconds == 5 ? 5 : 10
    }
  }
}

extension PlannedEdit {
  /// What the edit may cost.
  package var estimate: UnitRange { Prices.estimate(task.quality, task.duration) }
}

extension Plan {
  /// What all edits together may cost.
  package var estimate: UnitRange { edits.reduce(.zero) { $0 + $1.estimate } }
}
