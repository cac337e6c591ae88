/// Where the values of a JSON text stand, for messages about them.
///
/// A node is a value, numbered in the order in which values begin; the whole text is node 0.
package struct JSONPlaces: Hashable, Sendable {
  private var offsets: [Int] = []
  /// The number of nodes of a value, itself included.
  private var sizes: [Int] = []

  init() {}

  mutating func begin(at offset: Int) -> Int {
    offsets.append(offset)
    sizes.append(1)
    return offsets.count - 1
  }

  mutating func end(_ node: Int) {
    sizes[node] = offsets.count - node
  }

  /// Where the value begins, in bytes from the start of the text.
  package func offset(of node: Int) -> Int { offsets[node] }

  /// The nodes of the elements or member values, in order.
  package func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var next = node + 1
    while next < node + sizes[node] {
      children.append(next)
      next += sizes[next]
    }
    return children
  }
}
