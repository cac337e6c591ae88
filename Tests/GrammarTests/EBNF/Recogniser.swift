/// Says whether a row of symbols can be derived from a rule, whatever the symbols are.
///
/// It follows all derivations at once: of each part it asks where what it derives can end. What
/// cannot begin with the next symbol is not followed, so that it takes few steps where the grammar
/// leaves no choice. The grammar may not be recursive.
struct Recogniser {
  /// A set of leaves: what a symbol can stand for.
  typealias Leaves = UInt128

  private enum Node {
    case leaf
    case sequence([Int])
    case choice([Int])
    case optional(Int)
    case repetition(Int)
    case difference(Int, Int)
  }

  private var nodes: [Node] = []
  private var canBeEmpty: [Bool] = []
  private var first: [Leaves] = []
  private var roots: [String: Int] = [:]
  /// What the recogniser takes as one symbol, the index being the leaf's number.
  private(set) var leaves: [Expression] = []

  private let grammar: Grammar
  private let isLeaf: (Expression) -> Bool
  private var underWay: Set<String> = []

  /// Prepares what is below some rules; `isLeaf` says whether one symbol stands for an expression.
  init(_ grammar: Grammar, roots names: [String], isLeaf: @escaping (Expression) -> Bool) throws {
    self.grammar = grammar
    self.isLeaf = isLeaf
    for name in names { _ = try root(name) }
  }

  private mutating func root(_ name: String) throws -> Int {
    if let known = roots[name] { return known }
    guard underWay.insert(name).inserted else {
      throw EBNFError(description: "\(name) is recursive")
    }
    let node = try add(try grammar[name])
    roots[name] = node
    return node
  }

  private mutating func add(_ expression: Expression) throws -> Int {
    if isLeaf(expression) { return try addLeaf(expression) }
    switch expression {
    case .reference(let name): return try root(name)
    case .terminal(let text):
      return try add(.sequence(text.unicodeScalars.map { .terminal(String($0)) }))
    case .sequence(let parts):
      let parts = try parts.map { try add($0) }
      var begins: Leaves = 0
      for part in parts {
        begins |= first[part]
        if !canBeEmpty[part] { break }
      }
      return append(.sequence(parts), empty: parts.allSatisfy { canBeEmpty[$0] }, begins)
    case .choice(let parts):
      let parts = try parts.map { try add($0) }
      return append(
        .choice(parts), empty: parts.contains { canBeEmpty[$0] },
        parts.reduce(0) { $0 | first[$1] })
    case .optional(let body):
      let body = try add(body)
      return append(.optional(body), empty: true, first[body])
    case .repetition(let body):
      let body = try add(body)
      return append(.repetition(body), empty: true, first[body])
    case .difference(let all, let without):
      let (all, without) = (try add(all), try add(without))
      return append(.difference(all, without), empty: canBeEmpty[all], first[all])
    case .characters:
      throw EBNFError(description: "\(expression) is no leaf")
    }
  }

  private mutating func addLeaf(_ expression: Expression) throws -> Int {
    let number = leaves.firstIndex(of: expression) ?? leaves.count
    if number == leaves.count { leaves.append(expression) }
    guard number < Leaves.bitWidth else { throw EBNFError(description: "too many leaves") }
    return append(.leaf, empty: false, 1 << Leaves(number))
  }

  private mutating func append(_ node: Node, empty: Bool, _ begins: Leaves) -> Int {
    nodes.append(node)
    canBeEmpty.append(empty)
    first.append(begins)
    return nodes.count - 1
  }

  /// Whether all of the symbols can be derived from a rule.
  func derives(_ symbols: [Leaves], from name: String) -> Bool {
    guard let root = roots[name] else { return false }
    return ends(of: root, from: 0, symbols).contains(symbols.count)
  }

  /// Where what a node derives from a place on can end.
  private func ends(of node: Int, from start: Int, _ symbols: [Leaves]) -> [Int] {
    if start >= symbols.count || symbols[start] & first[node] == 0 {
      return canBeEmpty[node] ? [start] : []
    }
    switch nodes[node] {
    case .leaf: return [start + 1]
    case .sequence(let parts):
      var ends = [start]
      for part in parts {
        ends = union(ends.map { self.ends(of: part, from: $0, symbols) })
        if ends.isEmpty { break }
      }
      return ends
    case .choice(let parts): return union(parts.map { ends(of: $0, from: start, symbols) })
    case .optional(let body): return union([[start], ends(of: body, from: start, symbols)])
    case .repetition(let body):
      var reached: Set = [start]
      var open = [start]
      while let place = open.popLast() {
        for end in ends(of: body, from: place, symbols) where reached.insert(end).inserted {
          open.append(end)
        }
      }
      return Array(reached)
    case .difference(let all, let without):
      let refused = ends(of: without, from: start, symbols)
      return ends(of: all, from: start, symbols).filter { !refused.contains($0) }
    }
  }

  private func union(_ lists: [[Int]]) -> [Int] {
    let lists = lists.filter { !$0.isEmpty }
    return lists.count < 2 ? lists.first ?? [] : Array(Set(lists.joined()))
  }
}
