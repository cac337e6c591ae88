/// How long to wait before each look at a task: 2 s at first, growing to 15 s, or always the same.
package struct PollSchedule: Hashable, Sendable {
  private let constant: Duration?

  package init(constant: Duration? = nil) {
    self.constant = constant
  }

  /// The pause before the poll of that number, counted from 0.
  package func pause(before poll: Int) -> Duration {
    if let constant { return constant }
    var pause = 2.0
    for _ in 0..<poll where pause < 15 { pause *= 1.25 }
    return .milliseconds(Int(min(pause, 15) * 1000))
  }
}
