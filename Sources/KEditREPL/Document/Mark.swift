package import KEditPlan

/// One point on one frame, as it was written and as what it was read.
package struct Mark: Hashable, Sendable {
  /// As it stands behind `at`: `frame 48`, `1.5s`.
  package let moment: String
  /// As it was written, with its parentheses: what was added must be deletable again, and a saved file
  /// says what its author said.
  package let point: String
  package let frame: FrameReference
  package let position: PointReference
}

extension [Mark] {
  /// The marks as `at` clauses, one for each stretch of marks with the same moment.
  var clauses: [String] {
    var clauses: [(moment: String, points: [String])] = []
    for mark in self {
      if clauses.last?.moment == mark.moment {
        clauses[clauses.count - 1].points.append(mark.point)
      } else {
        clauses.append((mark.moment, [mark.point]))
      }
    }
    return clauses.map { clause in
      let word = clause.points.count == 1 ? "point" : "points"
      return "at \(clause.moment) \(word) \(clause.points.joined(separator: " "))"
    }
  }
}
