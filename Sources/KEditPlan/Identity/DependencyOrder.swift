/// The order in which edits can be carried out: each behind the one whose result it needs, otherwise
/// as they stand.
package struct DependencyOrder: Sendable {
  /// The index of the edit whose result each edit needs; `nil` where it needs none, or one that is not
  /// there.
  package let parents: [Int?]
  /// Indices of the edits that can be carried out: first of those that need no other, then of those
  /// that need these. An edit that hangs on a circle or on a name that is not there is not among them.
  package let generations: [[Int]]
  /// A circle each, as indices, beginning with the edit that stands first in the list.
  package let circles: [[Int]]

  package init(of edits: [PlannedEdit]) {
    var indexOfName: [String: Int] = [:]
    for (index, edit) in edits.enumerated() where indexOfName[edit.name] == nil {
      indexOfName[edit.name] = index
    }
    let parents: [Parent] = edits.map { edit in
      guard case .result(let name) = edit.video else { return .none }
      return indexOfName[name].map { .edit($0) } ?? .unknown
    }
    var states = [State](repeating: .new, count: edits.count)
    var circles: [[Int]] = []
    for start in edits.indices {
      var chain: [Int] = []
      var depth: Int? = 0
      var next: Int? = start
      walk: while let index = next {
        switch states[index] {
        case .done(let known):
          depth = known.map { $0 + 1 }
          break walk
        case .onChain:
          let circle = chain[(chain.firstIndex(of: index) ?? 0)...]
          let first = circle.indices.min { circle[$0] < circle[$1] } ?? circle.startIndex
          circles.append(Array(circle[first...] + circle[..<first]))
          depth = nil
          break walk
        case .new:
          states[index] = .onChain
          chain.append(index)
          switch parents[index] {
          case .none: next = nil
          case .edit(let parent): next = parent
          case .unknown:
            depth = nil
            next = nil
          }
        }
      }
      for index in chain.reversed() {
        states[index] = .done(depth: depth)
        depth = depth.map { $0 + 1 }
      }
    }
    var generations: [[Int]] = []
    for (index, state) in states.enumerated() {
      guard case .done(let depth?) = state else { continue }
      while generations.count <= depth { generations.append([]) }
      generations[depth].append(index)
    }
    self.parents = parents.map { if case .edit(let index) = $0 { index } else { nil } }
    self.generations = generations
    self.circles = circles
  }

  /// All generations, one after the other.
  package var indices: [Int] { Array(generations.joined()) }

  private enum Parent {
    case none
    case edit(Int)
    case unknown
  }

  private enum State {
    case new
    case onChain
    /// The number of edits before it; `nil` where it cannot be carried out.
    case done(depth: Int?)
  }
}
