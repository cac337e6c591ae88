import OrderedJSON

/// The part of a plan that a block shows.
enum PlanExcerpt {
  /// Of a plan as text, the rows with one of the labels, all for none; with several edits also the
  /// line that each begins with.
  static func lines(of plan: [String], rows labels: [String]) -> [String] {
    if labels.isEmpty { return plan }
    let heads = plan.filter { $0.contains(/^[^ ].*: (remove|swap|add), line \d+(, row \d+)?$/) }
    var lines: [String] = []
    var isWanted = false
    for line in plan {
      if heads.count > 1, heads.contains(line) { lines.append(line) }
      guard line.hasPrefix("  "), let label = line.dropFirst(2).split(separator: " ").first else {
        isWanted = false
        continue
      }
      let continues = line.hasPrefix("            ")
      if !continues { isWanted = labels.contains(String(label)) }
      if isWanted { lines.append(line) }
    }
    return lines
  }

  /// The value at a JSON pointer, printed over several lines; `nil` where there is none.
  static func json(_ text: String, at pointer: String) -> [String]? {
    guard var value = try? JSON.parse(Array(text.utf8)) else { return nil }
    for part in pointer.split(separator: "/").map(String.init) {
      let next =
        value.array.flatMap { array in
          Int(part).flatMap { array.indices.contains($0) ? array[$0] : nil }
        } ?? value[part]
      guard let next else { return nil }
      value = next
    }
    return value.text(.pretty).textLines
  }
}
